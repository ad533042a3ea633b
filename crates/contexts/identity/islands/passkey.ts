/** Passkeys: a form asks the device for one, and carries its answer. Without them it stays hidden. */

type Bytes = ArrayBuffer | null | undefined;

const read = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const write = (bytes: Bytes): string | undefined =>
  bytes ? btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : undefined;

interface Named { id: string }
interface Asked {
  publicKey: Record<string, unknown> & {
    challenge: string;
    user?: Named;
    allowCredentials?: Named[];
    excludeCredentials?: Named[];
  };
}

/** What the server asks, with bytes where the browser wants bytes. */
function options(asked: Asked): Record<string, unknown> {
  const { challenge, user, allowCredentials, excludeCredentials, ...rest } = asked.publicKey;
  const named = (list?: Named[]) => list?.map((one) => ({ ...one, id: read(one.id) }));
  return {
    ...rest,
    challenge: read(challenge),
    ...(user && { user: { ...user, id: read(user.id) } }),
    ...(allowCredentials && { allowCredentials: named(allowCredentials) }),
    ...(excludeCredentials && { excludeCredentials: named(excludeCredentials) }),
  };
}

/** What the device answers, as text. */
function answer(credential: PublicKeyCredential): string {
  const { response } = credential;
  const made = response as AuthenticatorAttestationResponse;
  const signed = response as AuthenticatorAssertionResponse;
  return JSON.stringify({
    id: credential.id,
    rawId: write(credential.rawId),
    type: credential.type,
    extensions: {},
    response: {
      clientDataJSON: write(response.clientDataJSON),
      attestationObject: write(made.attestationObject),
      authenticatorData: write(signed.authenticatorData),
      signature: write(signed.signature),
      userHandle: write(signed.userHandle),
    },
  });
}

async function ask(form: HTMLFormElement): Promise<Asked> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  const sent = await fetch(form.dataset.ask ?? '', { method: 'POST', body: fields, headers: { accept: 'application/json' } });
  const told = (await sent.json()) as Asked & { message?: string };
  if (!sent.ok) throw new Error(told.message ?? form.dataset.failed, { cause: 'told' });
  return told;
}

function start(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const says = form.querySelector<HTMLElement>('[data-says]');
  if (!window.PublicKeyCredential) {
    const unable = document.querySelector<HTMLElement>('[data-no-keys]');
    if (unable) unable.hidden = false;
    return;
  }
  form.hidden = false;
  form.dataset.once = 'off';
  let busy = false;

  const tell = (words: string): void => {
    if (!says) return;
    says.textContent = words;
    says.hidden = words === '';
  };

  const run = async (): Promise<void> => {
    const publicKey = options(await ask(form)) as never;
    const credential =
      form.dataset.kind === 'create'
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey });
    const field = form.elements.namedItem('reponse') as HTMLInputElement;
    field.value = answer(credential as PublicKeyCredential);
    form.submit();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    tell('');
    run().catch((error: Error) => {
      busy = false;
      const refused = error.name === 'NotAllowedError' || error.name === 'AbortError';
      tell((error.cause === 'told' ? error.message : refused ? form.dataset.cancelled : form.dataset.failed) ?? '');
    });
  });
}

window.preau.island('passkey', start);
