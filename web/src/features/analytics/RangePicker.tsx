import { getRouteApi } from '@tanstack/react-router';
import { monthAt, type Days } from '../../shared/fiscal-year';
import { useOrganization } from '../../shared/use-organization';
import { DayField } from '../../ui/form/DayField';
import { SelectField } from '../../ui/form/Select';
import { formatDates, RANGE_CHOICES, searchOfDays, searchOfRange } from './ranges';
import { useRange } from './use-range';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

/** The range of the key figures and of the team; the charts show its fiscal year. It is in the URL. @param days the days in force, as the service has them */
export function RangePicker({ days }: { readonly days: Days | undefined }) {
  const { name, days: chosen } = useRange();
  const { timezone, fiscalYearStartMonth } = useOrganization();
  const month = monthAt(new Date(), timezone);
  const navigate = route.useNavigate();
  const change = (side: 'from' | 'to') => (day: string) => {
    void navigate({
      search: ({ range: _range, [side]: _before, ...rest }) => (day === '' ? rest : { ...rest, [side]: day }),
      replace: true,
    });
  };
  return (
    <div className="range">
      <SelectField
        label="Range"
        choices={RANGE_CHOICES}
        value={name}
        onChange={(next) => {
          void navigate({
            search: ({ from: _from, to: _to, range: _range, ...rest }) => {
              if (next === 'custom') return { ...rest, ...searchOfDays(chosen) };
              const { fiscalYear: _year, ...others } = rest;
              return { ...others, ...searchOfRange(next, month, fiscalYearStartMonth) };
            },
          });
        }}
      />
      {name === 'custom' && (
        <>
          <DayField
            label="From"
            value={chosen.from ?? ''}
            onChange={change('from')}
            {...(chosen.to ? { max: chosen.to } : {})}
          />
          <DayField
            label="To"
            value={chosen.to ?? ''}
            onChange={change('to')}
            {...(chosen.from ? { min: chosen.from } : {})}
          />
        </>
      )}
      <p className="small quiet range__days">{days && formatDates(days)}</p>
    </div>
  );
}
