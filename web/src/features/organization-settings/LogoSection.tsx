import { Trash2, Upload } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { api, unwrap, putFile } from '../../api/client';
import { OrganizationLogo } from '../../shared/OrganizationLogo';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { Notice } from '../../ui/feedback/Notice';
import { lazyDialog } from '../../ui/loading/lazy';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { refreshSettings } from './queries';

// The cropping library is large, and rarely needed.
const CropDialog = lazyDialog(async () => (await import('./CropDialog')).CropDialog);

/** The image types that the service accepts. */
const TYPES = 'image/png,image/jpeg,image/webp';

export function LogoSection({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const organization = useOrganization();
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const upload = useAction(
    (picture: Blob) => putFile(`/api/v1/organizations/${organization.id}/logo`, picture),
    async () => {
      setChosen(null);
      await refreshSettings(organization);
      showToast('Logo saved.');
      // A dropped file was chosen without the button.
      choose.current?.focus();
    },
  );
  const [isDraggedOver, setIsDraggedOver] = useState(false);
  const dropProps = {
    onDragOver: (event: DragEvent) => {
      // Otherwise the browser would open the file.
      event.preventDefault();
      setIsDraggedOver(true);
    },
    onDragLeave: () => {
      setIsDraggedOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsDraggedOver(false);
      const file = event.dataTransfer.files[0];
      if (file) {
        upload.reset();
        setChosen(file);
      }
    },
  };
  const remove = useAction(
    () => removeLogo(organization.id),
    async () => {
      await refreshSettings(organization);
      showToast('Logo removed.');
    },
  );
  return (
    <div className="stack">
      <div
        className="logo-row"
        role="group"
        aria-label="Logo"
        data-over={isDraggedOver}
        {...(isReadOnly ? {} : dropProps)}
      >
        <OrganizationLogo {...organization} size="large" />
        {!isReadOnly && (
          <div className="stack stack--tight">
            <div className="row">
              <Button
                ref={choose}
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
            <p className="small quiet">PNG, JPEG or WebP, up to 5 MB. You can also drop a file here.</p>
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
