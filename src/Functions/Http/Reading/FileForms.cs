using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Common;
using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Http.Reading;

/// <summary>
/// Receives forms with one file in them, which goes to where it is kept as it comes: nothing of it is held here. Whatever is
/// wrong with the form, and whenever that turns out, nothing of the file stays.
/// </summary>
/// <param name="gate">Lets uploads begin, for which there is room.</param>
/// <param name="patience">How slowly they may come.</param>
public sealed class FileForms(UploadGate gate, UploadPatience patience)
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxBoundary = 70;
    private const int MaxFieldBytes = 16 * 1024;
    private const int MaxName = 255;

    // Who sends so many wrong parts is not told of more, however many come.
    private const int MaxErrors = 100;

    // What stands around the parts: boundaries, headers, and what precedes and follows them.
    private const int OfPart = 16 * 1024;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Receives a form.</summary>
    /// <param name="request">The request.</param>
    /// <param name="form">What the form may hold. The file may come before the other parts, or after them.</param>
    /// <param name="keep">
    /// Keeps the file; it has to be read to its end. If it fails, or refuses the file, it leaves nothing behind.
    /// </param>
    /// <param name="discard">Throws away what was kept, when the form turns out to be wrong behind the file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The form, what <paramref name="keep"/> refused the file for, or all parts that are wrong.</returns>
    /// <exception cref="BadHttpRequestException">
    /// It is no form, is packed, is broken off, comes too slowly, or its file is too large: then at once, whatever is still
    /// on its way.
    /// </exception>
    /// <exception cref="NoRoomException">There is no room for it.</exception>
    public async Task<Result<ReceivedForm<T>>> ReceiveAsync<T>(
        HttpRequest request,
        FileForm form,
        Func<IncomingFile, CancellationToken, Task<Result<T>>> keep,
        Func<T, Task> discard,
        CancellationToken cancellationToken)
        where T : class
    {
        string boundary = BoundaryOf(request);
        long atMost = AtMost(request, form);
        UploadPace.LiftLimits(request.HttpContext);
        using UploadGate.Pass pass = gate.Enter(atMost);
        CancellationToken aborted = request.HttpContext.RequestAborted;
        using UploadPace pace = new(patience, aborted);
        MultipartReader parts = new(boundary, new PacedStream(request.Body, pace, aborted), BufferBytes);
        Reading<T> reading = new(form, atMost, pass, keep);
        bool received = false;
        try
        {
            Result<ReceivedForm<T>> result = await reading.ToEndAsync(parts, cancellationToken);
            received = result.Succeeded;
            return result;
        }
        finally
        {
            if (!received && reading.Kept is { } kept) await discard(kept);
        }
    }

    private static string BoundaryOf(HttpRequest request)
    {
        string coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)) throw FormErrors.Packed();
        return MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) &&
            type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) &&
            HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundary } boundary
                ? boundary.Value!
                : throw FormErrors.NoForm();
    }

    private static long AtMost(HttpRequest request, FileForm form)
    {
        if (request.ContentLength is not { } length) return form.MaxBytes;
        long around = (long)OfPart * (form.Fields.Count + 2) + ((long)MaxFieldBytes * form.Fields.Count);
        return length > form.MaxBytes + around ? throw FormErrors.TooLarge() : Math.Min(form.MaxBytes, length);
    }

    /// <summary>One form while it is read.</summary>
    private sealed class Reading<T>(
        FileForm form, long atMost, UploadGate.Pass pass, Func<IncomingFile, CancellationToken, Task<Result<T>>> keep)
        where T : class
    {
        private readonly List<FieldError> _errors = [];
        private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
        private bool _hasFile;

        /// <summary>What was kept of the file, once there is anything.</summary>
        public T? Kept { get; private set; }

        public async Task<Result<ReceivedForm<T>>> ToEndAsync(MultipartReader parts, CancellationToken cancellationToken)
        {
            while (_errors.Count < MaxErrors && await NextAsync(parts, cancellationToken) is { } part)
            {
                (string name, string? fileName) = NamesOf(part);
                if (part.Headers?.Keys.Any(IsCoding) == true) Add(name, FieldFault.NotAllowed, "Must be sent as it is, without a coding.");
                else if (name == form.File && fileName is not null && !_hasFile)
                {
                    _hasFile = true;
                    // Nothing is taken in that would be thrown away.
                    if (_errors.Count > 0) break;
                    if (await KeepAsync(part, fileName, cancellationToken) is { } refusal) return refusal;
                }
                else if (fileName is null && form.Fields.Contains(name))
                {
                    await ReadFieldAsync(part, name, cancellationToken);
                }
                else
                {
                    _errors.Add(WrongWith(name));
                    // One that nobody awaits may be of any size.
                    break;
                }
            }
            if (!_hasFile && _errors.Count == 0) Add(form.File, FieldFault.Missing, "Is required: a file.");
            return _errors.Count > 0 ? new Problem.Invalid(_errors) : new ReceivedForm<T>(_fields, Kept!);
        }

        private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken cancellationToken) =>
            await FormErrors.UnderstoodAsync(
                async ValueTask<MultipartSection?> () => await parts.ReadNextSectionAsync(cancellationToken));

        private async Task<Problem?> KeepAsync(
            MultipartSection part, string fileName, CancellationToken cancellationToken)
        {
            FormFileStream content = new(part.Body, form.MaxBytes, pass);
            Result<T> kept = await keep(new IncomingFile(fileName, atMost, content), cancellationToken);
            Kept = kept.Value;
            return kept.Problem;
        }

        private async Task ReadFieldAsync(MultipartSection part, string name, CancellationToken cancellationToken)
        {
            byte[] buffer = new byte[MaxFieldBytes + 1];
            int length = await FormErrors.UnderstoodAsync(() => part.Body.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken));
            if (length > MaxFieldBytes) throw FormErrors.TooLarge();
            try
            {
                string text = _utf8.GetString(JsonText.WithoutMark(buffer.AsMemory(0, length)).Span);
                if (!_fields.TryAdd(name, text)) Add(name, FieldFault.Duplicate, "Must be there once only.");
            }
            catch (DecoderFallbackException)
            {
                Add(name, FieldFault.NotText, "Must be a text in UTF-8.");
            }
        }

        private void Add(string field, FieldFault fault, string message) =>
            _errors.Add(new FieldError(field, fault, message));

        private FieldError WrongWith(string name) => name switch
        {
            _ when name == form.File && _hasFile => new(name, FieldFault.Duplicate, "Must be there once only."),
            _ when name == form.File => new(name, FieldFault.Malformed, "Must be a file."),
            _ when form.Fields.Contains(name) => new(name, FieldFault.NotText, "Must be a text, not a file."),
            "" => new(name, FieldFault.Unreadable, "Every part must have a name."),
            _ => new(name, FieldFault.Unknown, "Is not known here."),
        };

        private static bool IsCoding(string header) =>
            header.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase) ||
            header.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name of a part, empty when it has none, and that of the file in it, if it says to be one.</summary>
    private static (string Name, string? FileName) NamesOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? named) ||
            !named.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
            return ("", null);
        string name = HeaderUtilities.RemoveQuotes(named.Name).ToString();
        string? fileName = named.FileNameStar.HasValue ? named.FileNameStar.Value
            : named.FileName.HasValue ? HeaderUtilities.UnescapeAsQuotedString(named.FileName).Value
            : null;
        return (name, fileName is null ? null : Clean(fileName));
    }

    /// <summary>A name to show: without the folders that some senders put before it, and on one line.</summary>
    private static string Clean(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string shown = new([.. last.Where(c => !char.IsControl(c)).Take(MaxName)]);
        if (shown.Length > 0 && char.IsHighSurrogate(shown[^1])) shown = shown[..^1];
        return string.IsNullOrWhiteSpace(shown) ? "file" : shown.Trim();
    }
}
