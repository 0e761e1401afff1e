import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isOperatorQuery } from './queries';

/** A link to all organizations, for superadmins of the platform only. */
export function OperatorLink() {
  const { data: isOperator } = useQuery(isOperatorQuery);
  if (!isOperator) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="operator">
      <h2 id="operator">Platform</h2>
      <p>
        <Link to="/operator">Open operator console</Link>
      </p>
    </section>
  );
}
