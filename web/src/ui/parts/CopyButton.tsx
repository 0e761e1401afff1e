import { useState, type ReactNode } from 'react';
import { Button } from './Button';

interface CopyButtonProps {
  readonly text: string;
  readonly variant?: 'default' | 'plain' | 'primary';
  readonly size?: 'default' | 'small';
  /** The text of the button before it is pressed. */
  readonly children: ReactNode;
}

/** Copies a text to the clipboard, and shows that it did. */
export function CopyButton({ text, children, ...variant }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Button
      {...variant}
      onPress={() => {
        void navigator.clipboard.writeText(text).then(() => {
          setIsCopied(true);
        });
      }}
    >
      {isCopied ? 'Copied' : children}
    </Button>
  );
}
