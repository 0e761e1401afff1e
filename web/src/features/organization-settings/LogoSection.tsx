import { Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, unwrap, putFile } from '../../api/client';
import { OrganizationLogo } from '../../shared/OrganizationLogo';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { lazyDialog } from '../../ui/lazy';
import { showToast } from '../../ui/toast-store';
import { useAction } from '../../ui/use-action';
import { refreshSettings } from './queries';

// The cropping library is large, and rarely needed.
const CropDialog = lazyDialog(async () => (await import('./CropDialog')).CropDialog);

/** The image types that the service accepts. */
const TYPES = 'image/png,image/jpeg,image/webp';

export function LogoSection({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const organization = useOrganization();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const upload = useAction(
    (picture: Blob) => putFile(`/api/v1/organizations/${organization.id}/logo`, picture),
    async () => {
      setChosen(null);
      await refreshSettings(organization);
      showToast('Logo saved.');
    },
  );
  const remove = useAction(
    () => removeLogo(organization.id),
    async () => {
      await refreshSettings(organization);
      showToast('Logo removed.');
    },
  );
  return (
    <div className="stack">
      <div className="logo-row">
        <OrganizationLogo {...organization} size="large" />
        {!isReadOnly && (
          <div className="stack stack--tight">
            <div className="row">
              <Button
                onPress={() => {
                  upload.reset();
                  input.current?.click();
                }}
              >
                <Upload size={16} aria-hidden />
                {organization.logoUrl === null ? 'Upload logo' : 'Change logo'}
              </Button>
              {organization.logoUrl !== null && (
                <Button
                  variant="plain"
                  isPending={remove.isPending}
                  onPress={() => {
                    remove.run(undefined);
                  }}
                >
                  <Trash2 size={16} aria-hidden />
                  Remove logo
                </Button>
              )}
            </div>
            <p className="small quiet">PNG, JPEG or WebP, up to 5 MB.</p>
          </div>
        )}
        <input
          ref={input}
          type="file"
          accept={TYPES}
          hidden
          aria-label="Logo file"
          onChange={({ target }) => {
            setChosen(target.files?.[0] ?? null);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
      </div>
      {remove.refusal && <Notice refusal={remove.refusal} />}
      {chosen && (
        <CropDialog
          file={chosen}
          isPending={upload.isPending}
          refusal={upload.refusal}
          onCrop={upload.run}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </div>
  );
}

function removeLogo(organizationId: string) {
  return unwrap(api.DELETE('/api/v1/organizations/{organizationId}/logo', { params: { path: { organizationId } } }));
}
