import { useCallback, useState, type ReactNode } from 'react';

interface CutTextProps {
  readonly text: string;
  readonly className: string;
  /** The text as it is shown. */
  readonly children: ReactNode;
}

/**
 * A text on one line of a table. Where it is cut it is a button that shows the whole text: a tooltip is out of reach for touch and
 * keyboard. As a card, the row shows all of it.
 */
export function CutText({ text, className, children }: CutTextProps) {
  const [isCut, setIsCut] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => {
      // An open text is never cut: how it was when it was closed still counts.
      if (element.dataset.open === undefined) setIsCut(element.scrollWidth > element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  const shown = {
    ref: measure,
    className: `wraps cut ${className}`,
    ...(isOpen ? { 'data-open': true } : {}),
  };
  if (!isCut) return <span {...shown}>{children}</span>;
  return (
    <button
      {...shown}
      type="button"
      className={`${shown.className} text-button`}
      title={text}
      aria-expanded={isOpen}
      onClick={() => {
        setIsOpen(!isOpen);
      }}
    >
      {children}
    </button>
  );
}
