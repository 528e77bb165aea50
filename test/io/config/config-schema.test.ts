import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { configJsonSchema } from '../../../src/io/config/config-schema.ts';

test('has a current JSON Schema for editors', () => {
  const committed: unknown = JSON.parse(readFileSync('schema/rollcall.schema.json', 'utf8'));

  // Otherwise run: node .ci/schema.js
  expect(committed).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
});

test('describes every key, since editors show the sentence beside it', () => {
  expect(undescribed(configJsonSchema(), '')).toEqual([]);
});

function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name !== 'properties') return undescribed(value, `${path}/${name}`);
    return Object.entries(value as Readonly<Record<string, object>>).flatMap(([key, property]) => [
      ...('description' in property ? [] : [`${path}/${key}`]),
      ...undescribed(property, `${path}/${key}`),
    ]);
  });
}
