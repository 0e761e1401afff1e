import { freshToken, replaceToken } from '../session/fresh-token';
import { sessionToken, setSessionToken } from '../session/session';

/**
 * Calls the service as the person who is signed in in this tab. A token that the service no longer accepts is renewed once
 * where that is possible; otherwise the person is signed out, and the frame shows the sign-in.
 */
export async function fetchSignedIn(request: Request): Promise<Response> {
  const token = await freshToken();
  const answer = await fetch(withToken(request.clone(), token));
  if (answer.status !== 401 || token === null) return answer;
  const another = await replaceToken(token);
  if (another === null) return answer;
  const second = await fetch(withToken(request, another));
  if (second.status === 401 && sessionToken() === another) setSessionToken(null);
  return second;
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}
