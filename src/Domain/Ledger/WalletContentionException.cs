namespace Understudy.Domain.Ledger;

/// <summary>A wallet could not be changed because others kept changing it. Repeating the operation is safe.</summary>
public sealed class WalletContentionException : Exception
{
    /// <inheritdoc/>
    public WalletContentionException()
    {
    }

    /// <inheritdoc/>
    public WalletContentionException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public WalletContentionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal WalletContentionException(WalletId id)
        : this($"Wallet {id.DocumentId} of {id.OwnerId} is changed by too many at once.")
    {
    }
}
