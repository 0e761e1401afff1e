import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/Choices';
import { Dialog, DialogFoot } from '../../ui/Dialog';
import { SelectField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { showToast } from '../../ui/toast-store';
import { useAction } from '../../ui/use-action';
import { revenueQuery, saveReport, type ReportFormat, type Revenue } from './queries';
import { periodName } from '../../shared/fiscal-year';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

const FORMATS = [
  { value: 'pdf', label: 'PDF', hint: 'With your logo and charts, ready to share.' },
  { value: 'csv', label: 'CSV', hint: 'The same data, for spreadsheets.' },
] as const;

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
  const periods = [...quarters, ...months].map(({ period }) => ({ value: period, label: periodName(period) }));
  const current = monthIn(timezone);
  const [period, setPeriod] = useState(
    months.some((month) => month.period === current) ? current : (periods[0]?.value ?? ''),
  );
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const { run, isPending, refusal } = useAction(
    () => saveReport(id, period, format),
    () => {
      showToast(`${periodName(period)} report downloaded.`);
      onClose();
    },
  );
  return (
    <Dialog title="Download report" isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          run(undefined);
        }}
      >
        <SelectField label="Period" choices={periods} value={period} onChange={setPeriod} />
        <Choices label="Format" options={FORMATS} value={format} onChange={setFormat} />
        {refusal && <Notice refusal={refusal} />}
        <DialogFoot>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            Download
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** The current month in a timezone: `2026-11`. */
function monthIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).format(new Date());
}
