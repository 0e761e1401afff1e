import type { ReactNode } from 'react';
import { NeedsAdmin } from '../../shared/NeedsRole';
import { Page } from '../../shared/Page';
import { useMay, useOrganization } from '../../shared/use-organization';
import { DangerZone } from './DangerZone';
import { GeneralForm } from './GeneralForm';
import { Identifiers } from './Identifiers';
import { LogoSection } from './LogoSection';
import { OwnEmails } from './OwnEmails';
import { DefaultTargetsForm } from './targets/DefaultTargetsForm';
import { PeriodTargets } from './targets/PeriodTargets';

/** The organization's own settings: every role reads them, owner and admins change them. */
export function OrganizationPage() {
  const organization = useOrganization();
  const may = useMay();
  const isReadOnly = !may('settings:manage');
  return (
    <Page
      title="Organization"
      lead="Your organization’s name, logo and defaults."
      action={isReadOnly && <NeedsAdmin />}
    >
      <div className="stack">
        <Section title="Logo" text="Shown in the app, emails and reports.">
          <LogoSection isReadOnly={isReadOnly} />
        </Section>
        <Section title="General" text="Name and defaults for the whole organization.">
          <GeneralForm isReadOnly={isReadOnly} />
        </Section>
        <Section
          title="Revenue targets"
          text="Targets for every month and fiscal quarter. Override single periods below."
        >
          <div className="stack stack--wide">
            {/* Amounts are in the currency: with another one the form starts again. */}
            <DefaultTargetsForm key={organization.currency} isReadOnly={isReadOnly} />
            <PeriodTargets isReadOnly={isReadOnly} />
          </div>
        </Section>
        {!isReadOnly && (
          <Section title="Your emails" text="What you get from this organization.">
            <OwnEmails />
          </Section>
        )}
        <Section title="Identifiers" text="For the API, and when you contact support.">
          <Identifiers />
        </Section>
        <DangerZone />
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
