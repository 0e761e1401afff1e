import openapiTypescript, { astToString } from 'openapi-typescript';

/**
 * The console's types of the API. Of the answers only the successes: every refusal is a problem, which the client reads in
 * one place.
 *
 * @param {object} document
 * @returns {Promise<string>}
 */
export async function apiTypes(document) {
  const text = astToString(await openapiTypescript(lean(document), { alphabetize: true, defaultNonNullable: false }));
  return `// Made by "npm run api-types" from the service's OpenAPI document; a test says when it is out of date.\n${text}`;
}

/** Without prose and examples, which stand in the document itself: a sentence put better changes no type. */
function lean(document) {
  const paths = Object.entries(document.paths).map(([path, methods]) => [path, withoutRefusals(methods)]);
  const components = without(document.components, 'headers');
  return withoutProse({ ...document, components, tags: [], paths: Object.fromEntries(paths) });
}

function withoutRefusals(methods) {
  return Object.fromEntries(
    Object.entries(methods).map(([method, operation]) => {
      const responses = Object.entries(operation.responses ?? {})
        .filter(([status]) => status.startsWith('2'))
        // The client reads headers by name.
        .map(([status, response]) => [status, without(response, 'headers')]);
      return [method, { ...operation, responses: Object.fromEntries(responses) }];
    }),
  );
}

function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      // A property of a schema may bear one of these names; its value is a schema then, not a text.
      .filter(([name, inner]) => !(['summary', 'description'].includes(name) && typeof inner === 'string'))
      .filter(([name, inner]) => !(['example', 'examples'].includes(name) && inner?.type === undefined))
      .map(([name, inner]) => [name, withoutProse(inner)]),
  );
}

function without(object, name) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
