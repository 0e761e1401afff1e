import { defineProblem } from '../platform/http/problem.js';

export const conversationNotFound = defineProblem({
  code: 'conversation-not-found',
  status: 404,
  title: 'Conversation not found',
  detail: 'This conversation does not exist, or it belongs to another member. Choose one from your conversations.',
});
export const conversationArchived = defineProblem({
  code: 'conversation-archived',
  status: 409,
  title: 'Conversation is archived',
  detail: 'This conversation is archived and read-only. Start a new one.',
});
export const assistantNotConfigured = defineProblem({
  code: 'assistant-not-configured',
  status: 503,
  title: 'The assistant is not set up',
  detail: 'The assistant is not set up on this installation. No credits were used. Ask the operator to set it up.',
  hint: 'Set ASSISTANT_BASE_URL and ASSISTANT_MODEL.',
});
export const assistantUnavailable = defineProblem({
  code: 'assistant-unavailable',
  status: 503,
  title: 'The assistant could not finish its answer',
  detail:
    'The assistant could not finish its answer. Try again in a moment. Your credits were refunded, unless this has happened ' +
    'too often within the last hour.',
});
