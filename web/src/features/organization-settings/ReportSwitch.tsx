import { SwitchButton, SwitchField } from 'react-aria-components';

interface ReportSwitchProps {
  readonly isSelected: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function ReportSwitch(props: ReportSwitchProps) {
  return (
    <SwitchField {...props}>
      <SwitchButton className="switch">
        <span className="switch__track" aria-hidden />
        <span>
          <span className="strong">Monthly report</span>
          <br />
          <span className="small quiet">Emailed to the owner and admins on the first of each month.</span>
        </span>
      </SwitchButton>
    </SwitchField>
  );
}
