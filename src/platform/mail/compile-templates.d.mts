export function compileTemplates(srcRoot: string, outRoot: string): Promise<string[]>;
export function readParts(srcRoot: string): Promise<Map<string, string>>;
export function compileTemplate(source: string, name: string, parts?: Map<string, string>): Promise<string>;
