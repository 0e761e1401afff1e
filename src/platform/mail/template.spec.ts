import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplate, renderTemplate } from './template.js';

describe('rendering a template', () => {
  it('inserts a value wherever it is named', () => {
    expect(renderTemplate('<p title="{{name}}">{{name}}</p>', { name: 'Ada' })).toBe('<p title="Ada">Ada</p>');
  });

  it.each([
    ['<b>x</b>', '&lt;b&gt;x&lt;/b&gt;'],
    ['"><img src=x>', '&quot;&gt;&lt;img src=x&gt;'],
    ["' onload='x", '&#39; onload=&#39;x'],
    ['&lt;', '&amp;lt;'],
    ['{{other}}', '{{other}}'],
    ['$& $1 $$', '$&amp; $1 $$'],
  ])('escapes %p', (name, expected) => {
    expect(renderTemplate('{{name}}', { name })).toBe(expected);
  });

  it('accepts spaces inside the braces', () => {
    expect(renderTemplate('{{ name }}', { name: 'Ada' })).toBe('Ada');
  });

  it('shows a part or its alternative', () => {
    const html = '{{#picture}}<img src="{{source}}">{{/picture}}{{^picture}}{{initials}}{{/picture}}';
    const values = { source: 'cid:x', initials: 'AL' };
    expect(renderTemplate(html, { ...values, picture: true })).toBe('<img src="cid:x">');
    expect(renderTemplate(html, { ...values, picture: false })).toBe('AL');
  });

  it('fails on a placeholder without a value', () => {
    expect(() => renderTemplate('{{name}}', {})).toThrow('needs a text: name');
    expect(() => renderTemplate('{{toString}}', {})).toThrow('needs a text: toString');
    expect(() => renderTemplate('{{#picture}}x{{/picture}}', {})).toThrow('picture');
  });

  it('fails on a value without a placeholder', () => {
    expect(() => renderTemplate('{{name}}', { name: 'Ada', title: 'Dr' })).toThrow('does not use: title');
  });

  it('fails on a value of the wrong kind', () => {
    expect(() => renderTemplate('{{name}}', { name: true })).toThrow('needs a text: name');
    expect(() => renderTemplate('{{#picture}}x{{/picture}}', { picture: 'yes' })).toThrow('needs a yes or no: picture');
  });

  it.each(['{{ # name }}', '{{#name}}x', '{{first_name}}', '{{}}'])('fails on the unreadable %s', (html) => {
    expect(() => renderTemplate(`${html}{{name}}`, { name: 'Ada' })).toThrow('cannot be read');
  });
});

describe('reading a template', () => {
  it('finds it below the folder of the compiled service', () => {
    const root = mkdtempSync(join(tmpdir(), 'template-'));
    try {
      writeFileSync(join(root, 'x.html'), '<p>{{name}}</p>');
      expect(readTemplate(root, 'x.html')).toBe('<p>{{name}}</p>');
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
