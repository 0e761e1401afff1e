import { Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { answerOf, api, putFile } from '../../api/client';
import { useOrganization } from '../../shared/use-organization';
import { Logo } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { lazyDialog } from '../../ui/lazy';
import { Notice } from '../../ui/Notice';
import { tell } from '../../ui/toast-store';
import { useRefusable } from '../../ui/use-action';
import { refreshSettings } from './queries';

// The cropping library is large, and rarely needed.
const CropDialog = lazyDialog(async () => (await import('./CropDialog')).CropDialog);

/** What the service takes. */
const TYPES = 'image/png,image/jpeg,image/webp';

export function LogoSection({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const organization = useOrganization();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const upload = useRefusable(
    (picture: Blob) => putFile(`/api/v1/organizations/${organization.id}/logo`, picture),
    async () => {
      setChosen(null);
      await refreshSettings(organization);
      tell('Logo saved.');
    },
  );
  const remove = useRefusable(
    () => removeLogo(organization.id),
    async () => {
      await refreshSettings(organization);
      tell('Logo removed.');
    },
  );
  return (
    <div className="stack">
      <div className="logo-row">
        <Logo {...organization} size="large" />
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
                  look="plain"
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
  return answerOf(api.DELETE('/api/v1/organizations/{organizationId}/logo', { params: { path: { organizationId } } }));
}
