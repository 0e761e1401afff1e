import { useEffect, useState, type RefObject } from 'react';

/** The distance of an element from the top of the page, in pixels; updated when something above it changes. */
export function useDistanceFromTop(element: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0);
  useEffect(() => {
    // Anything added above changes the height of the page.
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
