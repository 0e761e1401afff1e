import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { monthAt, periodName, shiftMonth } from '../../shared/fiscal-year';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { Choices } from '../../ui/form/Choices';
import { Dialog } from '../../ui/dialog/Dialog';
import { SelectField } from '../../ui/form/Select';
import { Form } from '../../ui/form/Form';
import { SubmitFoot } from '../../ui/dialog/Modal';
import { Notice } from '../../ui/feedback/Notice';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { revenueQuery, saveReport, type ReportFormat, type Revenue } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

const FORMATS = [
  { value: 'pdf', label: 'PDF', hint: 'With your logo and charts, ready to share.' },
  { value: 'csv', label: 'CSV', hint: 'The same data, for spreadsheets.' },
] as const;

/** The format of the last report, until the page is loaded again. */
let lastFormat: ReportFormat = 'pdf';

/** Offers a month or fiscal quarter of the year on the page as a report. */
export function ReportButton() {
  const { id } = useOrganization();
  const { fiscalYear } = route.useSearch();
  const { data: revenue } = useQuery(revenueQuery(id, fiscalYear));
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        isDisabled={!revenue}
        onPress={() => {
          setIsAsking(true);
        }}
      >
        <Download size={16} aria-hidden />
        Download report
      </Button>
      {revenue && isAsking && (
        <ReportDialog
          revenue={revenue}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

interface ReportDialogProps {
  readonly revenue: Revenue;
  readonly onClose: () => void;
}

function ReportDialog({ revenue: { months, quarters }, onClose }: ReportDialogProps) {
  const { id, timezone } = useOrganization();
  // The last whole month comes first, also where it belongs to the fiscal year before.
  const last = shiftMonth(monthAt(new Date(), timezone), -1);
  const names = [...new Set([last, ...quarters.map((one) => one.period), ...months.map((one) => one.period)])];
  const periods = names.map((value) => ({ value, label: periodName(value) }));
  const [period, setPeriod] = useState(last);
  const [format, setFormat] = useState<ReportFormat>(lastFormat);
  const { run, isPending, refusal } = useAction(
    () => saveReport(id, period, format),
    () => {
      lastFormat = format;
      showToast(`${periodName(period)} report downloaded.`);
      onClose();
    },
  );
  return (
    <Dialog title="Download report" isOpen onClose={onClose}>
      <Form
        onSubmit={() => {
          run(undefined);
        }}
      >
        <SelectField label="Period" choices={periods} value={period} onChange={setPeriod} />
        <Choices label="Format" options={FORMATS} value={format} onChange={setFormat} />
        {refusal && <Notice refusal={refusal} />}
        <SubmitFoot isPending={isPending} onCancel={onClose}>
          Download
        </SubmitFoot>
      </Form>
    </Dialog>
  );
}
