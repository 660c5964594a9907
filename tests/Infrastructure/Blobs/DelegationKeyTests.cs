using System.Globalization;
using System.Net;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Blobs;

namespace Understudy.Infrastructure.Tests.Blobs;

[Collection(AzuriteAccount.Name)]
public sealed class DelegationKeyTests(AzuriteAccount account)
{
    private const string Account = "devstoreaccount1";
    private static readonly MediaKey _key = new(MediaKey.Uploads, "videos/user-1/model-1/source.mp4");
    private static readonly UploadPromise _promise = new("video/mp4", 3);

    private readonly ElasticTime _time = new();
    private int _fetched;
    private bool _refused;

    [Fact]
    public async Task What_it_signs_opens_one_blob_and_no_more()
    {
        IMediaStore store = await OpenAsync(MakeKey());
        Uri url = store.SignUpload(_key, _promise, TimeSpan.FromHours(1));
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(url.Query);
        query["sp"].ToString().ShouldBe("c");
        query["sr"].ToString().ShouldBe("b");
        query["spr"].ToString().ShouldBe("https");
        query["skoid"].ToString().ShouldBe("11111111-1111-1111-1111-111111111111");
        // As of this version such a URL takes blocks, too.
        string.CompareOrdinal(query["sv"], "2026-04-06").ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_URL_does_not_outlive_the_key()
    {
        IMediaStore store = await OpenAsync(MakeKey());
        _time.Advance(TimeSpan.FromDays(1));
        DateTimeOffset end = ExpiryOf(store.SignDownload(_key, TimeSpan.FromDays(7)));
        DateTimeOffset week = _time.GetUtcNow() + TimeSpan.FromDays(6);
        end.ShouldBeInRange(week - TimeSpan.FromMinutes(10), week);
        ExpiryOf(store.SignDownload(_key, TimeSpan.FromHours(1)))
            .ShouldBeInRange(_time.GetUtcNow() + TimeSpan.FromMinutes(59), _time.GetUtcNow() + TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task It_is_renewed_long_before_its_end()
    {
        DelegationKey key = MakeKey();
        await key.OpenAsync(CancellationToken.None);
        using CancellationTokenSource stopping = new();
        Task keeping = key.KeepAsync(stopping.Token);
        await AdvanceUntilAsync(DelegationKey.RenewedEvery, () => _fetched >= 4);
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => keeping);
    }

    [Fact]
    public async Task While_it_cannot_be_renewed_it_goes_on_and_is_tried_again()
    {
        DelegationKey key = MakeKey();
        IMediaStore store = await OpenAsync(key);
        using CancellationTokenSource stopping = new();
        Task keeping = key.KeepAsync(stopping.Token);
        _refused = true;
        _time.Advance(DelegationKey.RenewedEvery);
        await AdvanceUntilAsync(DelegationKey.TriedAgainAfter, () => _fetched >= 5);
        store.SignUpload(_key, _promise, TimeSpan.FromHours(1));
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => keeping);
    }

    [Fact]
    public async Task One_that_has_ended_signs_nothing_and_says_why()
    {
        IMediaStore store = await OpenAsync(MakeKey());
        _time.Advance(TimeSpan.FromDays(7));
        Should.Throw<InvalidOperationException>(() => store.SignUpload(_key, _promise, TimeSpan.FromHours(1)))
            .Message.ShouldContain("no other one could be had");
    }

    [Fact]
    public async Task Without_one_the_app_does_not_start()
    {
        _refused = true;
        (await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync(MakeKey())))
            .Message.ShouldContain("Storage Blob Delegator");
    }

    // Again and again: what waits may not have begun to when the clock was put forward.
    private Task AdvanceUntilAsync(TimeSpan by, Func<bool> condition) => Eventually.HoldsAsync(
        () =>
        {
            if (!condition()) _time.Advance(by);
            return condition();
        },
        "the key was fetched");

    private async Task<IMediaStore> OpenAsync(DelegationKey key)
    {
        await key.OpenAsync(CancellationToken.None);
        return new BlobMediaStore(account.Service, key, _time);
    }

    private DelegationKey MakeKey() => new(
        Account,
        (end, _) =>
        {
            _fetched++;
            return _refused
                ? throw new RequestFailedException((int)HttpStatusCode.Forbidden, "Not authorized.")
                : Task.FromResult(Fetch(end));
        },
        _time,
        NullLogger<DelegationKey>.Instance);

    private UserDelegationKey Fetch(DateTimeOffset end) => BlobsModelFactory.UserDelegationKey(
        "11111111-1111-1111-1111-111111111111",
        "22222222-2222-2222-2222-222222222222",
        "b",
        "2025-11-05",
        Convert.ToBase64String(new byte[32]),
        end,
        _time.GetUtcNow());

    private static DateTimeOffset ExpiryOf(Uri url) => DateTimeOffset.Parse(
        QueryHelpers.ParseQuery(url.Query)["se"].ToString(), CultureInfo.InvariantCulture);
}
