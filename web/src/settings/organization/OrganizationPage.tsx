import type { ReactNode } from 'react';
import { useMay, useOrganization } from '../../api/use-organization';
import { NeedsAdmin } from '../../ui/Needs';
import { Page } from '../../ui/Page';
import { DangerZone } from './DangerZone';
import { GeneralForm } from './GeneralForm';
import { LogoSection } from './LogoSection';
import { TargetsOfPeriods } from './targets/TargetsOfPeriods';
import { TargetsForm } from './TargetsForm';

/** The organization's own settings: everybody reads them, owner and admins change them. */
export function OrganizationPage() {
  const organization = useOrganization();
  const may = useMay();
  const isReadOnly = !may('settings:manage');
  return (
    <Page title="Organization" lead="Its name, logo and how it counts." action={isReadOnly && <NeedsAdmin />}>
      <div className="stack">
        <Section title="Logo" text="Shown in the selector, in mails and in reports.">
          <LogoSection isReadOnly={isReadOnly} />
        </Section>
        <Section title="General" text="The timezone counts for scheduling, reports and every time you read here.">
          <GeneralForm isReadOnly={isReadOnly} />
        </Section>
        <Section title="Revenue targets" text="For every month and fiscal quarter, and for single ones that differ.">
          <div className="stack stack--wide">
            {/* Typed in the currency: a new one begins the form anew. */}
            <TargetsForm key={organization.currency} isReadOnly={isReadOnly} />
            <TargetsOfPeriods isReadOnly={isReadOnly} />
          </div>
        </Section>
        {may('organization:delete') && <DangerZone />}
      </div>
    </Page>
  );
}

interface SectionProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Section({ title, text, children }: SectionProps) {
  return (
    <section className="card card__body settings-section" aria-label={title}>
      <div className="settings-section__text">
        <h2>{title}</h2>
        <p className="small quiet">{text}</p>
      </div>
      {children}
    </section>
  );
}
