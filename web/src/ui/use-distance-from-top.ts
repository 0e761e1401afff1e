import { useEffect, useState, type RefObject } from 'react';

/** How far an element is from the page's top, in pixels; right again whenever something above it has changed. */
export function useDistanceFromTop(element: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0);
  useEffect(() => {
    // Whatever is added above makes the page longer.
    const observer = new ResizeObserver(() => {
      if (element.current) setDistance(Math.round(element.current.getBoundingClientRect().top + window.scrollY));
    });
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return distance;
}
