import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  ProgressBar,
  Tooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components';
import { useFocusKept } from '../focus/use-focus-kept';

type Variant = 'default' | 'primary' | 'danger' | 'plain';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly variant?: Variant;
  readonly size?: 'default' | 'small';
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ variant = 'default', size = 'default', children, ...props }: ButtonProps) {
  const kept = useFocusKept(props);
  return (
    <AriaButton {...props} {...kept} className={classOf(variant, size)}>
      {props.isPending && <Spinner />}
      {children}
    </AriaButton>
  );
}

/** Shown over the button's text, so that nothing moves; it is also read to a screen reader. */
function Spinner() {
  return <ProgressBar className="spinner" isIndeterminate aria-label="Working" />;
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** What the button does: its accessible name. */
  readonly label: string;
  readonly variant?: Variant;
  readonly size?: 'default' | 'small';
  readonly children: ReactNode;
}

/** An icon that does something; its name is shown as a tooltip, too. */
export function IconButton({ label, variant = 'plain', size = 'default', children, ...props }: IconButtonProps) {
  const kept = useFocusKept(props);
  return (
    <TooltipTrigger delay={600}>
      <AriaButton {...props} {...kept} aria-label={label} className={`${classOf(variant, size)} button--icon`}>
        {props.isPending && <Spinner />}
        {children}
      </AriaButton>
      <Tooltip className="badge">{label}</Tooltip>
    </TooltipTrigger>
  );
}

function classOf(variant: Variant, size: 'default' | 'small'): string {
  return `button${variant === 'default' ? '' : ` button--${variant}`}${size === 'small' ? ' button--small' : ''}`;
}
