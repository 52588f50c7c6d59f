// A real OpenID provider (the npm package oidc-provider) over TLS on a free port of the loopback, with invented people. Its
// own development forms stand for the organisation's sign-in page. For tests only.
//
//   node provider.mjs CERTIFICATE.pem KEY.pem [ISSUER]
//
// Prints "ready PORT" and serves until its standard input closes. ISSUER: how it names itself when it is reached through
// somebody in between, who hands on the Host header as it came.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const [certificate, key] = process.argv.slice(2, 4).map((path) => readFileSync(path));

const people = {
  'a.okafor': { name: 'A. Okafor', staff_number: 'N-1001', groups: ['kith-mash', 'everybody'] },
  't.adeyemi': { name: 'T. Adeyemi', staff_number: 'N-1005', groups: ['kith-audit'] },
  'c.nobody': { name: 'C. Nobody', staff_number: 'N-1099', groups: ['everybody'] },
};

const algorithms = { RS256: {}, PS256: {}, ES256: {}, EdDSA: { crv: 'Ed25519' } };

async function signingKeys() {
  const keys = [];
  for (const [alg, options] of Object.entries(algorithms)) {
    const { privateKey } = await generateKeyPair(alg, { extractable: true, ...options });
    keys.push({ ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `key-${alg}` });
  }
  return { keys };
}

function nativeClient(alg) {
  return {
    client_id: `kith-${alg}`,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback'],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: alg,
  };
}

async function configuration() {
  return {
    clients: Object.keys(algorithms).map(nativeClient),
    jwks: await signingKeys(),
    enabledJWA: { idTokenSigningAlgValues: Object.keys(algorithms) },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'staff_number', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests on the loopback'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    async findAccount(_, id) {
      return people[id] && { accountId: id, claims: async () => ({ sub: id, preferred_username: id, ...people[id] }) };
    },
  };
}

const server = createServer({ cert: certificate, key });
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const issuer = process.argv[4] ?? `https://127.0.0.1:${port}`;
  server.on('request', new Provider(issuer, await configuration()).callback());
  process.stdout.write(`ready ${port}\n`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
