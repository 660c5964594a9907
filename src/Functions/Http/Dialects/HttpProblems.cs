using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Dialects;

// What can be wrong with a request before an endpoint is asked, and with any endpoint. Each dialect has words for all of it.

/// <summary>401: no proof of who asks, or one that does not count.</summary>
internal sealed record NotSignedIn : Problem;

/// <summary>401: the proof is right, but nobody has signed in with it yet.</summary>
internal sealed record NoAccountYet : Problem;

/// <summary>403: the account was deleted, and can be restored as long as it is not erased.</summary>
/// <param name="DeletionAt">When it will be erased.</param>
internal sealed record AccountLeaving(DateTimeOffset DeletionAt) : Problem;

/// <summary>403: whoever asks is known, and may not do this.</summary>
internal sealed record NotPermitted : Problem;

/// <summary>404: there is nothing at this address.</summary>
internal sealed record UnknownRoute : Problem;

/// <summary>405: the address does not take the method.</summary>
/// <param name="Methods">Those that it does, for the header <c>Allow</c>.</param>
internal sealed record MethodNotAllowed(IReadOnlyList<string> Methods) : Problem;

/// <summary>408: the body came too slowly.</summary>
internal sealed record BodyTooSlow : Problem;

/// <summary>413: the body is larger than the endpoint takes.</summary>
internal sealed record BodyTooLarge : Problem;

/// <summary>415: the body is of a type that the endpoint does not take.</summary>
/// <param name="Wanted">The type that it takes, e.g. <c>multipart/form-data</c>.</param>
internal sealed record UnknownMediaType(string Wanted) : Problem;

/// <summary>415: the body is packed in a way that is not known here.</summary>
/// <param name="Message">A sentence about it.</param>
internal sealed record UnknownCoding(string Message) : Problem;

/// <summary>400: the request could not be read.</summary>
/// <param name="Message">A sentence about it, where there is more to say than that.</param>
internal sealed record UnreadableRequest(string? Message = null) : Problem;

/// <summary>422: the idempotency key came with another request before.</summary>
internal sealed record IdempotencyKeyReused : Problem;

/// <summary>409: the request with this idempotency key was done, and its answer held a secret, which is told once only.</summary>
internal sealed record IdempotentAnswerNotKept : Problem;

/// <summary>500: a fault of ours.</summary>
/// <param name="RequestId">What to quote when asking for help.</param>
internal sealed record Fault(string RequestId) : Problem;

/// <summary>What may be asked again after a while.</summary>
/// <param name="RetrySeconds">How long to wait.</param>
internal abstract record TryAgain(int RetrySeconds) : Problem;

/// <summary>429: too many requests.</summary>
/// <param name="RetrySeconds">How long until one may go on.</param>
/// <param name="Limit">How many may go on in a window.</param>
/// <param name="WindowSeconds">The window.</param>
internal sealed record TooManyRequests(int RetrySeconds, int Limit, int WindowSeconds) : TryAgain(RetrySeconds);

/// <summary>429: too many event streams at once.</summary>
/// <param name="RetrySeconds">How long to wait before asking again.</param>
/// <param name="Limit">How many may be open.</param>
internal sealed record TooManyStreams(int RetrySeconds, int Limit) : TryAgain(RetrySeconds);

/// <summary>409: the request with this idempotency key is being handled.</summary>
/// <param name="RetrySeconds">How long to wait before asking again.</param>
internal sealed record IdempotencyInProgress(int RetrySeconds) : TryAgain(RetrySeconds);

/// <summary>503: who signs people in cannot be asked, so nobody knows whether this may be done.</summary>
internal sealed record IdentityUnavailable() : TryAgain(30);

/// <summary>507: there is no room on the disk; the same request may do when there is some again.</summary>
internal sealed record StorageFull() : TryAgain(60);
