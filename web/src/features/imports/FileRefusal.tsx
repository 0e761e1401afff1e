import type { Refusal } from '../../problem/problem';
import { Notice } from '../../ui/feedback/Notice';

/** Why a file or its mapping was refused, with each error. */
export function FileRefusal({ refusal }: { readonly refusal: Refusal }) {
  return (
    <div className="stack stack--tight" role="alert">
      {refusal.fields.length === 0 ? (
        <Notice refusal={refusal} />
      ) : (
        refusal.fields.map(({ name, detail }) => (
          <p key={`${name} ${detail}`} className="field__error">
            {detail}
          </p>
        ))
      )}
    </div>
  );
}
