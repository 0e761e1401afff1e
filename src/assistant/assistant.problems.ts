import { defineProblem } from '../platform/http/problem.js';

export const conversationNotFound = defineProblem({
  code: 'conversation-not-found',
  status: 404,
  title: 'There is no such conversation',
  detail: 'This conversation does not exist or is not yours. Choose one from your conversations.',
});
export const conversationArchived = defineProblem({
  code: 'conversation-archived',
  status: 409,
  title: 'This conversation is archived',
  detail: 'This conversation is archived and can only be read. Start a new one.',
});
export const assistantNotConfigured = defineProblem({
  code: 'assistant-not-configured',
  status: 503,
  title: 'There is no assistant here',
  detail: 'The assistant is not set up on this installation; no credits were used. Ask the operator to set it up.',
  hint: 'Set ASSISTANT_BASE_URL and ASSISTANT_MODEL.',
});
export const assistantUnavailable = defineProblem({
  code: 'assistant-unavailable',
  status: 503,
  title: 'The assistant gave no complete answer',
  detail:
    'The assistant did not give a complete answer. Send the message again in a moment; its credits were given back, unless ' +
    'that has happened too often within the hour.',
});
