import type { CSSProperties, ReactNode } from 'react';

interface SkeletonProps {
  readonly width: CSSProperties['width'];
  readonly height?: number;
}

/** A place of the true size for what is on its way. */
export function Skeleton({ width, height = 14 }: SkeletonProps) {
  return <span className="skeleton" style={{ width, height, maxWidth: '100%' }} aria-hidden />;
}

/** Rows of a table that is on its way. */
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

/** Says to a screen reader what the skeletons show. */
export function Loading({ children }: { readonly children: ReactNode }) {
  return (
    <div aria-busy="true">
      <span className="out-of-sight" role="status">
        Loading
      </span>
      {children}
    </div>
  );
}

/** A page that is on its way. */
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

/** A page without a frame that is on its way. */
export function AloneSkeleton() {
  return (
    <Loading>
      <div className="alone">
        <div className="alone__card stack">
          <Skeleton width={160} height={28} />
          <Skeleton width="100%" height={220} />
        </div>
      </div>
    </Loading>
  );
}
