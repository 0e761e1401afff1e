import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  ProgressBar,
  Tooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components';
import { useFocusKept } from './use-focus-kept';

type Look = 'usual' | 'primary' | 'danger' | 'plain';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  readonly size?: 'usual' | 'small';
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ look = 'usual', size = 'usual', children, ...props }: ButtonProps) {
  const kept = useFocusKept(props);
  return (
    <AriaButton {...props} {...kept} className={classOf(look, size)}>
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
  readonly look?: Look;
  readonly size?: 'usual' | 'small';
  readonly children: ReactNode;
}

/** An icon that does something; its name is shown as a tooltip, too. */
export function IconButton({ label, look = 'plain', size = 'usual', children, ...props }: IconButtonProps) {
  const kept = useFocusKept(props);
  return (
    <TooltipTrigger delay={600}>
      <AriaButton {...props} {...kept} aria-label={label} className={`${classOf(look, size)} button--icon`}>
        {props.isPending && <Spinner />}
        {children}
      </AriaButton>
      <Tooltip className="badge">{label}</Tooltip>
    </TooltipTrigger>
  );
}

function classOf(look: Look, size: 'usual' | 'small'): string {
  return `button${look === 'usual' ? '' : ` button--${look}`}${size === 'small' ? ' button--small' : ''}`;
}
