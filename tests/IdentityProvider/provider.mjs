// A real OpenID provider for tests, on loopback (npm oidc-provider). Its first line of output is its address. Tests change it while it
// runs: who there is and in which roles (PUT /control/users), its keys (POST /control/keys), whether it answers (POST /control/away).
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Provider } from 'oidc-provider';

const [redirectUri, signedOutUri, audience] = process.argv.slice(2);
let users = {};
let keys = [newKey()];
let away = false;
const asked = { renewals: 0, endings: 0 };

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

// What the provider keeps outlives its keys.
const kept = new Map();
class Kept {
  constructor(name) { this.name = name; }
  key(id) { return `${this.name}:${id}`; }
  async upsert(id, payload) { kept.set(this.key(id), payload); }
  async find(id) { return kept.get(this.key(id)); }
  async findByUid(uid) { return [...kept.entries()].find(([key, payload]) => key.startsWith(`${this.name}:`) && payload.uid === uid)?.[1]; }
  async findByUserCode() { return undefined; }
  async consume(id) { const payload = kept.get(this.key(id)); if (payload) payload.consumed = Math.floor(Date.now() / 1000); }
  async destroy(id) { kept.delete(this.key(id)); }
  async revokeByGrantId(grant) { for (const [key, payload] of kept) if (payload.grantId === grant) kept.delete(key); }
}

const claimsOf = sub => Object.fromEntries(Object.entries(users[sub] ?? {}).filter(([, value]) => value !== null));

function makeProvider(issuer) {
  const provider = new Provider(issuer, {
    adapter: Kept,
    jwks: { keys },
    clients: [{
      client_id: 'teameurope', client_secret: 'a-secret-of-the-tests', token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'], redirect_uris: [redirectUri], post_logout_redirect_uris: [signedOutUri]
    }],
    cookies: { keys: ['tests'] },
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'tid', 'oid', 'roles'], profile: ['preferred_username', 'name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, RefreshToken: 3600, Session: 3600, Grant: 3600, Interaction: 600 },
    findAccount: (ctx, sub) => users[sub] && { accountId: sub, claims: () => ({ sub, ...claimsOf(sub) }) },
    extraTokenClaims: (ctx, token) => claimsOf(token.accountId),
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async ctx => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile offline_access');
      grant.addResourceScope(audience, 'register');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `<!DOCTYPE html><html lang="en"><title>Sign out</title><h1>Sign out of the directory?</h1>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes</button></html>`;
        }
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: 'register', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
        useGrantedResource: () => false
      }
    }
  });
  provider.on('grant.success', ctx => { if (ctx.oidc.params.grant_type === 'refresh_token') asked.renewals++; });
  provider.on('end_session.success', () => { asked.endings++; });
  return provider;
}

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

async function control(request, response, path) {
  const body = await bodyOf(request);
  if (path === '/control/users') users = { ...users, ...JSON.parse(body) };
  if (path === '/control/users/gone') delete users[body];
  if (path === '/control/keys') { keys = body === 'keep' ? [newKey(), ...keys] : [newKey()]; provider = makeProvider(issuer); }
  if (path === '/control/away') away = body === 'true';
  response.setHeader('content-type', 'application/json').end(JSON.stringify(asked));
}

async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    const choices = Object.keys(users).map(sub => `<button type="submit" name="user" value="${sub}">${sub}</button>`).join('');
    response.setHeader('content-type', 'text/html')
      .end(`<!DOCTYPE html><html lang="en"><title>Directory</title><h1>Who are you?</h1><form method="post" action="/interaction/${details.uid}">${choices}<button type="submit" name="cancel" value="yes">cancel</button></form></html>`);
    return;
  }
  const form = new URLSearchParams(await bodyOf(request));
  await provider.interactionFinished(request, response, form.has('cancel')
    ? { error: 'access_denied', error_description: 'cancelled' }
    : { login: { accountId: form.get('user') } });
}

let issuer; let provider;
const server = createServer(async (request, response) => {
  try {
    const path = new URL(request.url, issuer).pathname;
    if (path.startsWith('/control/')) await control(request, response, path);
    else if (away) response.writeHead(503).end();
    else if (path === '/favicon.ico') response.writeHead(204).end();
    else if (path.startsWith('/interaction/')) await interact(request, response);
    else provider.callback()(request, response);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  provider = makeProvider(issuer);
  console.log(issuer);
});
