import { useState, type ReactNode } from 'react';
import { Button } from './Button';

interface CopyButtonProps {
  readonly text: string;
  readonly variant?: 'default' | 'plain';
  readonly size?: 'default' | 'small';
  /** What it says until it has copied. */
  readonly children: ReactNode;
}

/** Copies a text, and says that it did. */
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
