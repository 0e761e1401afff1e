export function RolesPage() {
  return (
    <div className="page">
      <h1>RolesPage</h1>
    </div>
  );
}
