export function MembersPage() {
  return (
    <div className="page">
      <h1>MembersPage</h1>
    </div>
  );
}
