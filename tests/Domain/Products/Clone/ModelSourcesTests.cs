using System.Text;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Products.Clone;

/// <summary>What is left of uploads that were refused.</summary>
public sealed class ModelSourcesTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly InMemoryMedia _media;
    private readonly ModelSources _sources;

    public ModelSourcesTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _media = new InMemoryMedia(_time);
        _sources = new JobParts(_store, _media, _time).Sources;
    }

    /// <summary>A URL lets its holder send as many parts as they like, which are kept, and paid for, for a week.</summary>
    [Fact]
    public async Task Parts_of_an_upload_that_never_became_whole_go_with_it()
    {
        CloneModel failed = Model().Fail(ModelSources.UploadMissing, _time.GetUtcNow());
        await _media.WritePartAsync(
            failed.Source, 0, 0, async (part, stop) => await part.WriteAsync(Encoding.UTF8.GetBytes("a part"), stop));

        await _sources.RemoveBrokenAsync(failed, default);

        _media.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_as_it_was_promised_stays_though_its_training_failed()
    {
        CloneModel failed = Model().Fail(Samples.NoFace, _time.GetUtcNow());
        await _media.WriteAsync(failed.Source, new MemoryStream(new byte[failed.Promise.Bytes]), failed.Promise.ContentType);

        await _sources.RemoveBrokenAsync(failed, default);

        _media.Keys.ShouldBe([failed.Source.ToString()]);
    }

    private CloneModel Model() => new()
    {
        Id = "model",
        OwnerId = "ann",
        Kind = ModelKind.Voice,
        Name = "Ann",
        Source = new MediaKey(MediaKey.Uploads, "voices/ann/model/source.wav"),
        Promise = new UploadPromise("audio/wav", 10),
        UploadExpiresAt = _time.GetUtcNow(),
        CreatedAt = _time.GetUtcNow(),
        UpdatedAt = _time.GetUtcNow(),
    };
}
