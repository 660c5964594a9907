using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Understudy.Domain.Common.Zip;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Puts all that is kept about a person into one ZIP archive, in constant memory and in bounded steps: the data, then one
/// file after the other, then the directory. Each step writes a part of the archive straight into the media store, and may
/// be repeated.
/// </summary>
public sealed class PersonalArchive(IEnumerable<IPersonalData> areas, IMediaStore media, TimeProvider time)
{
    private const int StepFiles = 100;

    private const int BufferBytes = 256 * 1024;

    private static readonly JsonSerializerOptions _readable = new(DocumentJson.Options)
    {
        WriteIndented = true,
        // The file is read by people and programs, never as a part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Explanation =
        """
        This archive holds what Understudy keeps about you.

        The .json files are data: UTF-8, one object each, times in UTC (ISO 8601), lengths in seconds, sizes in bytes.
        A field that is not there has no value. The other files are your media, as they were uploaded or made. A file is
        named as the data that belongs to it. What is secret, such as keys that prove who you are to another service, is
        left out.

        このアーカイブには、Understudy が保存しているお客様のデータが入っています。

        .json ファイルはデータです（UTF-8、日時は UTC の ISO 8601、長さは秒、大きさはバイト）。値のない項目は省かれています。
        その他のファイルは、アップロードまたは生成されたメディアです。ファイル名は、対応するデータの名前と同じです。
        他のサービスで本人であることを示す鍵などの秘密情報は含まれていません。
        """;

    /// <summary>Up to so many bytes of small files go together: each step costs a little, too.</summary>
    public long StepBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Begins an archive with what is kept as data, and writes down which files belong to it.</summary>
    /// <param name="ownerId">Whose.</param>
    /// <param name="archive">Where it will be.</param>
    /// <param name="work">A folder for what is needed as long as it is made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ArchiveProgress> BeginAsync(
        string ownerId, MediaKey archive, MediaKey work, CancellationToken cancellationToken)
    {
        List<PersonalItem.File> files = [];
        ArchiveProgress data = await WritePartAsync(
            archive,
            work,
            new ArchiveProgress(0, 0, 0, 0),
            async part =>
            {
                files.Clear();
                await part.AddAsync(
                    "README.txt",
                    CompressionLevel.Optimal,
                    Explanation.Length,
                    (entry, cancellation) => entry.WriteAsync(Encoding.UTF8.GetBytes(Explanation), cancellation).AsTask(),
                    cancellationToken);
                foreach (IPersonalData area in areas)
                {
                    await foreach (PersonalItem item in area.CollectAsync(ownerId, cancellationToken))
                    {
                        if (item is PersonalItem.File file) files.Add(file);
                        else await AddAsync(part, (PersonalItem.Data)item, cancellationToken);
                    }
                }
            },
            cancellationToken);
        await SaveAsync(FilesOf(work), files, cancellationToken);
        return data with { Files = files.Count };
    }

    /// <summary>Adds the next file, or some small ones.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="work">Its folder.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How far it is then.</returns>
    public async Task<ArchiveProgress> ContinueAsync(
        MediaKey archive, MediaKey work, ArchiveProgress progress, CancellationToken cancellationToken)
    {
        PersonalItem.File[] files = await LoadAsync<PersonalItem.File[]>(FilesOf(work), cancellationToken);
        int done = progress.FilesDone;
        ArchiveProgress next = await WritePartAsync(
            archive,
            work,
            progress,
            async part =>
            {
                long room = StepBytes;
                int last = Math.Min(files.Length, progress.FilesDone + StepFiles);
                for (done = progress.FilesDone; done < last; done++)
                {
                    MediaObject? found = await media.FindAsync(files[done].Key, cancellationToken);
                    // It was never uploaded, or its owner has just deleted it.
                    if (found is null) continue;
                    room -= found.Bytes;
                    if (room < 0 && part.Length > 0) return;
                    await CopyAsync(part, files[done], found.Bytes, cancellationToken);
                }
            },
            cancellationToken);
        return next with { FilesDone = done };
    }

    /// <summary>Completes an archive that has all its files.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="work">Its folder, which is emptied.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task FinishAsync(
        MediaKey archive, MediaKey work, ArchiveProgress progress, CancellationToken cancellationToken)
    {
        // Finished before, by an attempt that was cut off before it could tell.
        if (await media.FindAsync(archive, cancellationToken) is null)
        {
            List<MediaPart> parts = [];
            List<ZipEntry> entries = [];
            for (int number = 0; number < progress.Parts; number++)
            {
                ArchivePart part = await LoadAsync<ArchivePart>(PartOf(work, number), cancellationToken);
                parts.Add(part.Part);
                entries.AddRange(part.Entries);
            }
            parts.Add(await media.WritePartAsync(
                archive,
                progress.Parts,
                progress.Bytes,
                async (stream, cancellation) =>
                {
                    await using BufferedStream buffered = new(stream, BufferBytes);
                    await ZipPart.WriteDirectoryAsync(buffered, progress.Bytes, entries, cancellation);
                },
                cancellationToken));
            await media.ComposeAsync(archive, parts, "application/zip", cancellationToken);
        }
        await media.DeleteAllAsync(work, cancellationToken);
    }

    private async Task<ArchiveProgress> WritePartAsync(
        MediaKey archive,
        MediaKey work,
        ArchiveProgress progress,
        Func<ZipPart, Task> fill,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ZipEntry> entries = [];
        MediaPart part = await media.WritePartAsync(
            archive,
            progress.Parts,
            progress.Bytes,
            async (stream, _) =>
            {
                await using BufferedStream buffered = new(stream, BufferBytes);
                ZipPart zip = new(buffered, progress.Bytes, time);
                await fill(zip);
                entries = zip.Entries;
            },
            cancellationToken);
        await SaveAsync(PartOf(work, progress.Parts), new ArchivePart(part, entries), cancellationToken);
        return progress with { Parts = progress.Parts + 1, Bytes = part.End };
    }

    private static Task AddAsync(ZipPart part, PersonalItem.Data data, CancellationToken cancellationToken) =>
        part.AddAsync(
            data.Path,
            CompressionLevel.Optimal,
            size: 0,
            (entry, cancellation) =>
                JsonSerializer.SerializeAsync(entry, data.Value, data.Value.GetType(), _readable, cancellation),
            cancellationToken);

    private async Task CopyAsync(
        ZipPart part, PersonalItem.File file, long size, CancellationToken cancellationToken)
    {
        Stream content;
        try
        {
            content = await media.OpenReadAsync(file.Key, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // Its owner has just deleted it.
            return;
        }
        await using (content)
        {
            // Media are compressed already.
            await part.AddAsync(
                file.Path,
                CompressionLevel.NoCompression,
                size,
                (entry, cancellation) => content.CopyToAsync(entry, BufferBytes, cancellation),
                cancellationToken);
        }
    }

    private static MediaKey FilesOf(MediaKey work) => work.File("files.json");

    private static MediaKey PartOf(MediaKey work, int number) => work.File($"part-{number}.json");

    private async Task SaveAsync<T>(MediaKey key, T value, CancellationToken cancellationToken)
    {
        await using MediaWriter writer = await media.OpenWriteAsync(key, "application/json", cancellationToken);
        await JsonSerializer.SerializeAsync(writer, value, DocumentJson.Options, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
    }

    private async Task<T> LoadAsync<T>(MediaKey key, CancellationToken cancellationToken)
    {
        await using Stream stream = await media.OpenReadAsync(key, cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(stream, DocumentJson.Options, cancellationToken)
            ?? throw new InvalidDataException($"{key} is empty.");
    }
}
