using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Understudy.Shared;
using Understudy.Tests;

namespace Understudy.LocalRuntime.Tests.Triggers;

/// <summary>Blobs of a storage account, which is an emulator's here.</summary>
public sealed class ContainerTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private Azurite _azurite = null!;

    public async Task InitializeAsync() => _azurite = await Azurite.StartAsync();

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_new_blob_starts_its_functions_in_each_form()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(folder: _folder, settings: Setting);
        await PutAsync("u1/hello", "hello");
        (await app.Recorder.NotesAsync(2)).Order(StringComparer.Ordinal).ShouldBe(
            ["stream of u1/hello: hello", "text of inbox/u1/hello: hello"]);
    }

    [Fact]
    public async Task Each_version_of_a_blob_is_handled_once_also_of_those_that_came_while_the_host_was_down()
    {
        await using (TestApp first = await StartAsync())
        {
            await PutAsync("x", "1");
            await first.Recorder.NotesAsync(1);
            await PutAsync("x", "22");
            (await first.Recorder.NotesAsync(2)).ShouldBe(["x: 1", "x: 22"]);
        }
        await PutAsync("y", "333");
        await using TestApp second = await StartAsync();
        await second.Recorder.NotesAsync(1);
        await PutAsync("z", "4444");
        (await second.Recorder.NotesAsync(2)).ShouldBe(["y: 333", "z: 4444"]);
    }

    private string Setting => $"MediaStore={_azurite.ConnectionString}";

    private Task<TestApp> StartAsync() => TestApp.StartAsync<Streams>(folder: _folder, settings: Setting);

    private async Task PutAsync(string name, string content)
    {
        BlobContainerClient container = new(
            _azurite.ConnectionString, "inbox", new BlobClientOptions(EmulatedBlobs.Version));
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);
    }

    public sealed class Functions(Recorder recorder)
    {
        [Function("Streams")]
        public async Task OfStream([BlobTrigger("inbox/{name}", Connection = "MediaStore")] Stream stream, string name)
        {
            using StreamReader reader = new(stream);
            recorder.Note($"stream of {name}: {await reader.ReadToEndAsync()}");
        }

        [Function("Texts")]
        public void OfText(
            [BlobTrigger("inbox/{name}", Connection = "MediaStore")] string text, FunctionContext context) =>
            recorder.Note($"text of {context.BindingContext.BindingData["BlobTrigger"]}: {text}");
    }

    public sealed class Streams(Recorder recorder)
    {
        [Function("Streams")]
        public async Task OfStream([BlobTrigger("inbox/{name}", Connection = "MediaStore")] Stream stream, string name)
        {
            using StreamReader reader = new(stream);
            recorder.Note($"{name}: {await reader.ReadToEndAsync()}");
        }
    }
}
