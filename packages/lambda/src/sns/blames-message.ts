/** Refusals of SNS that speak of what was sent. All others are of the topic, keys, access, or of SNS itself. */
const CODE = /^(InvalidParameter(Value)?|ParameterValueInvalid|BatchRequestTooLong|Validation)(Exception)?$/;

const CONTENT = /\bmessage|\bbatch/i;

/** `Invalid parameter: TopicArn` is the answer to a topic of another region; it has the same code as a wrong message. */
const TOPIC = /\btopic/i;

/**
 * Whether SNS refuses this for the content of a message. What it does not list is not the fault of an event: otherwise a
 * setting that is wrong would stop every stream, one after the other.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html#API_PublishBatch_Errors
 */
export const blamesMessage = (code: string, message: string): boolean =>
  CODE.test(code) && CONTENT.test(message) && !TOPIC.test(message);
