using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Microsoft.Extensions.Logging;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// A key that Blob Storage gives to the app's identity, and that lives for a week at most: there is none in any setting. It is
/// renewed long before its end, so that hours in which that fails are not noticed.
/// </summary>
/// <param name="account">The account's name.</param>
/// <param name="fetch">Fetches a key that ends then.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What fails is told there.</param>
internal sealed class DelegationKey(
    string account,
    Func<DateTimeOffset, CancellationToken, Task<UserDelegationKey>> fetch,
    TimeProvider time,
    ILogger<DelegationKey> log) : ISasKey
{
    /// <summary>How often a key is fetched; a URL that is to live for a week falls short of that by so much at most.</summary>
    public static TimeSpan RenewedEvery { get; } = TimeSpan.FromHours(1);

    /// <summary>How soon one is fetched again that could not be had.</summary>
    public static TimeSpan TriedAgainAfter { get; } = TimeSpan.FromMinutes(1);

    /// <summary>A key with less to live signs nothing any more: what it signs would be of no use to anybody.</summary>
    public static TimeSpan Least { get; } = TimeSpan.FromMinutes(15);

    // A week is the most there is; the clocks may differ.
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    private volatile UserDelegationKey? _key;

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _key = await fetch(time.GetUtcNow() + _lifetime, cancellationToken);
        }
        catch (Exception error) when (error is RequestFailedException or AuthenticationFailedException)
        {
            throw new InvalidOperationException(
                $"Blob Storage gives no key to sign URLs with. The app's identity needs the role Storage Blob Delegator for {account}.",
                error);
        }
    }

    /// <summary>Renews it, again and again.</summary>
    public async Task KeepAsync(CancellationToken stopping)
    {
        TimeSpan wait = RenewedEvery;
        while (true)
        {
            await Task.Delay(wait, time, stopping);
            try
            {
                await OpenAsync(stopping);
                wait = RenewedEvery;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                Log.NotRenewed(log, error, _key?.SignedExpiresOn);
                wait = TriedAgainAfter;
            }
        }
    }

    /// <inheritdoc/>
    public BlobSasQueryParameters Sign(BlobSasBuilder sas)
    {
        if (_key is not { } key)
            throw new InvalidOperationException("There is no key to sign URLs with: the app has not been started.");
        DateTimeOffset end = key.SignedExpiresOn;
        if (end - time.GetUtcNow() < Least)
            throw new InvalidOperationException(
                $"The key that signs URLs ends at {end:O}, and no other one could be had from Blob Storage; the log says why.");
        if (sas.ExpiresOn > end) sas.ExpiresOn = end;
        sas.Protocol = SasProtocol.Https;
        return sas.ToSasQueryParameters(key, account);
    }
}
