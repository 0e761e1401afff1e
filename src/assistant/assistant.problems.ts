import { defineProblem } from '../platform/http/problem.js';

export const conversationNotFound = defineProblem({
  code: 'conversation-not-found',
  status: 404,
  title: 'There is no such conversation',
  detail: 'Check the id against the list of your conversations.',
});
export const conversationArchived = defineProblem({
  code: 'conversation-archived',
  status: 409,
  title: 'This conversation is archived',
  detail: 'It can only be read: begin a conversation of your own.',
});
export const assistantNotConfigured = defineProblem({
  code: 'assistant-not-configured',
  status: 503,
  title: 'There is no assistant here',
  detail: 'Have the operator set ASSISTANT_BASE_URL and ASSISTANT_MODEL; nothing was debited.',
});
export const assistantUnavailable = defineProblem({
  code: 'assistant-unavailable',
  status: 503,
  title: 'The assistant gave no complete answer',
  detail:
    'Send the message again in a moment. Its credits were given back, unless that has happened too often within the hour.',
});
