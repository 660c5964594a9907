namespace Understudy.Domain.Common;

/// <summary>Goes to addresses that people give, and to none that leads inside.</summary>
public interface IForeignAddresses
{
    /// <summary>Judges an address that is to be called later.</summary>
    /// <returns>Why it may not be called, as a sentence for its owner, or null when it may.</returns>
    Task<string?> CheckAsync(Uri address, CancellationToken cancellationToken);

    /// <summary>Reads what is at an address, once.</summary>
    /// <param name="address">The address, http or https.</param>
    /// <param name="maxBytes">How much it may be; when more is read, reading fails.</param>
    /// <param name="read">Reads it, to its end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What <paramref name="read"/> made of it, or <see cref="Unreachable"/>.</returns>
    Task<Result<T>> ReadAsync<T>(
        Uri address,
        long maxBytes,
        Func<Stream, CancellationToken, Task<Result<T>>> read,
        CancellationToken cancellationToken)
        where T : class;
}

/// <summary>There is nothing to be had at an address.</summary>
/// <param name="Reason">Why, in a sentence for whoever gave it.</param>
public sealed record Unreachable(string Reason) : Problem;
