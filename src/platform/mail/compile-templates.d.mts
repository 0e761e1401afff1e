export function compileTemplates(srcRoot: string, outRoot: string): Promise<string[]>;
export function compileTemplate(mjml: string, name: string): Promise<string>;
