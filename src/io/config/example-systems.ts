import type { Connector } from '../../contract/index.ts';
import type { Proposal } from '../../engine/propose/proposal.ts';

/** What of a data sheet an example is made of. */
export type ExampleConnector = Pick<Connector, 'id' | 'settings' | 'credentials'>;

/**
 * Systems for the end of a proposed rollcall.yaml, commented out, so that nothing is called before someone decides to.
 * @param connectors data sheets of the systems whose own files were recognised; two common ones are shown where none was
 */
export function exampleSystems(proposal: Proposal, connectors: readonly ExampleConnector[]): string {
  const systems =
    connectors.length === 0 ? common(proposal) : connectors.map((one) => recognised(one, proposal)).join('');
  return `# The HR systems to keep in step. Start on the built-in simulators: "rollcall sandbox" says how.
# systems:
${systems}`;
}

/** Names of the environment variables that these examples take their secrets from. */
export function exampleSecrets(connectors: readonly ExampleConnector[]): readonly string[] {
  if (connectors.length === 0) return ['SPRINGEST_TEST_KEY'];
  return connectors.flatMap((one) => one.credentials.map(({ name }) => secretName(one, name)));
}

const reference = (secret: string): string => `'\${${secret}}'`;

/** Settings without which the connector refuses, and its credentials. */
function recognised(connector: ExampleConnector, { sources }: Proposal): string {
  const settings = connector.settings.filter(({ required }) => required);
  const stated = [
    ...settings.map(({ name, pattern }) => `${name}: ${isMatch('example', pattern) ? 'example' : 'hr@example.org'}`),
    ...connector.credentials.map(({ name }) => `${name}: ${reference(secretName(connector, name))}`),
  ];
  const own = sources.filter(({ preset }) => preset === connector.id).map(({ name }) => name);
  return `#   ${connector.id}-test:
#     connector: ${connector.id}
#     stage: test
#     with: { ${stated.join(', ')} } # \${NAME} comes from the environment
#     sources: [${own.join(', ')}]
#     limits: { leave: '5% | 10' } # the stricter of share and count stops the plan
`;
}

/** `LUCCA_TEST_KEY` for `api_key` of lucca. */
function secretName({ id }: ExampleConnector, credential: string): string {
  return `${id}_test_${credential.replace(/^api_/, '')}`.replaceAll('-', '_').toUpperCase();
}

function isMatch(text: string, pattern: string | undefined): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text);
}

function common({ sources: [first] }: Proposal): string {
  return `#   springest-test:
#     connector: springest
#     stage: test
#     with: { site: example, region: nl, api_key: '\${SPRINGEST_TEST_KEY}' } # \${NAME} comes from the environment
#     sources: [${first?.name ?? 'hr'}]
#     only: 'location == "Amsterdam"' # who belongs there; whoever does not is missing there
#     skip: 'start_date > today' # picked up on the day
#     limits: { leave: '5% | 10' } # the stricter of share and count stops the plan
#   officevibe-test:
#     connector: officevibe
#     stage: test
#     with: { account: example, sync_manager_email: hr@example.org, api_key: '\${OFFICEVIBE_TEST_KEY}' }
`;
}
