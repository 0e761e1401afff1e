import type { CSSProperties, ReactNode } from 'react';

interface SkeletonProps {
  readonly width: CSSProperties['width'];
  readonly height?: number;
}

/** A placeholder of the final size for content that is loading. */
export function Skeleton({ width, height = 14 }: SkeletonProps) {
  return <span className="skeleton" style={{ width, height, maxWidth: '100%' }} aria-hidden />;
}

/** Rows of a table that is loading. */
export function SkeletonRows({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return Array.from({ length: rows }, (_row, row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_column, column) => (
        <td key={column}>
          <Skeleton width={column === 0 ? 200 : 72} />
        </td>
      ))}
    </tr>
  ));
}

/** Tells a screen reader that the skeletons mean loading. */
export function Loading({ children }: { readonly children: ReactNode }) {
  return (
    <div aria-busy="true">
      <span className="visually-hidden" role="status">
        Loading
      </span>
      {children}
    </div>
  );
}

/** A part of a page that is loading, as high as it will be. */
export function LoadingBlock({ height }: { readonly height: number }) {
  return (
    <Loading>
      <Skeleton width="100%" height={height} />
    </Loading>
  );
}

/** A page that is loading. */
export function PageSkeleton() {
  return (
    <Loading>
      <div className="stack stack--wide page">
        <Skeleton width={180} height={28} />
        <Skeleton width="100%" height={96} />
        <Skeleton width="100%" height={320} />
      </div>
    </Loading>
  );
}

/** A page without a frame that is loading. */
export function AloneSkeleton() {
  return (
    <Loading>
      <div className="standalone">
        <div className="standalone__card stack">
          <Skeleton width={160} height={28} />
          <Skeleton width="100%" height={220} />
        </div>
      </div>
    </Loading>
  );
}
