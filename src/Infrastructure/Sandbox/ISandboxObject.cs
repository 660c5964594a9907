using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>One of the things that a customer has at the sandbox: a checkout, a subscription, an invoice, a payment.</summary>
public interface ISandboxObject : IDocument
{
    /// <summary>Whose it is, <c>cus_…</c>.</summary>
    string CustomerId { get; }

    /// <summary>
    /// The number of the customer's change that wrote it. A change that is applied again, late, leaves alone what a later
    /// one has written.
    /// </summary>
    long Revision { get; }
}
