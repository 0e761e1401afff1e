export function OrganizationPage() {
  return (
    <div className="page">
      <h1>OrganizationPage</h1>
    </div>
  );
}
