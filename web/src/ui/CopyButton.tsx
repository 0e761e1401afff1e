import { useState, type ReactNode } from 'react';
import { Button } from './Button';

interface CopyButtonProps {
  readonly text: string;
  readonly look?: 'usual' | 'plain';
  readonly size?: 'usual' | 'small';
  /** What it says until it has copied. */
  readonly children: ReactNode;
}

/** Copies a text, and says that it did. */
export function CopyButton({ text, children, ...look }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Button
      {...look}
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
