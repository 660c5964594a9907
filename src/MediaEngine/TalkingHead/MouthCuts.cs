using System.Globalization;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>
/// The part around the mouth of each frame of a mezzanine's cycle, in yuv420p. It is cut out while the speech is still being
/// made, once a frame however often the cycle comes round, and waits in a temporary file.
/// </summary>
internal sealed class MouthCuts : IAsyncDisposable
{
    private readonly MouthBox _box;
    private readonly int _frames;
    private readonly SafeFileHandle _store;
    private readonly CancellationTokenSource _ending;
    private readonly Channel<int> _cut = Channel.CreateUnbounded<int>();
    private readonly Task _cutting;
    private int _needed;
    private int _there;

    /// <summary>Begins to cut.</summary>
    /// <param name="mezzanine">The mezzanine.</param>
    /// <param name="frames">How many frames its cycle has.</param>
    /// <param name="box">The part of each.</param>
    /// <param name="folder">Where the parts wait.</param>
    /// <param name="cancellationToken">Kills the decoder.</param>
    public MouthCuts(string mezzanine, int frames, MouthBox box, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        _box = box;
        _frames = _needed = frames;
        _store = File.OpenHandle(
            folder.File("mouths.yuv"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _cutting = Task.Run(() => CutAsync(mezzanine), CancellationToken.None);
    }

    /// <summary>Says how many frames the video has: if it is shorter than the cycle, the rest is not cut.</summary>
    public void Require(int frames) => Volatile.Write(ref _needed, Math.Min(frames, _frames));

    /// <summary>Reads the part of a frame of the video; frames are read in their order.</summary>
    /// <exception cref="MediaToolException">The mezzanine cannot be decoded.</exception>
    public async ValueTask ReadAsync(int index, Memory<byte> part, CancellationToken cancellationToken)
    {
        index %= _frames;
        while (_there <= index)
        {
            if (!await _cut.Reader.WaitToReadAsync(cancellationToken))
                throw new InvalidOperationException($"Frame {index} was not required.");
            if (_cut.Reader.TryRead(out int last)) _there = last + 1;
        }

        if (RandomAccess.Read(_store, part.Span, (long)index * _box.Bytes) < part.Length)
            throw new EndOfStreamException("The temporary file of the mouths was cut.");
    }

    /// <summary>Ends the decoder, if it still runs, and removes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _cutting;
        _store.Dispose();
        _ending.Dispose();
    }

    private async Task CutAsync(string mezzanine)
    {
        Exception? fault = null;
        try
        {
            string crop = string.Create(CultureInfo.InvariantCulture, $"crop={_box.Width}:{_box.Height}:{_box.Left}:{_box.Top}");
            await using var decoder = ChildProcess.Start(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, "-threads", "1", "-i", mezzanine, "-map", "0:v", "-fps_mode", "passthrough",
                    "-vf", crop, "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1",
                ],
                ChildStreams.Output,
                _ending.Token);
            byte[] part = new byte[_box.Bytes];
            for (int i = 0; i < Volatile.Read(ref _needed); i++)
            {
                if (!await decoder.ReadBlockAsync(part))
                    throw new InvalidDataException($"The mezzanine has {i} frames, its track {_frames}.");
                RandomAccess.Write(_store, part, (long)i * part.Length);
                _cut.Writer.TryWrite(i);
            }
        }
        catch (Exception exception)
        {
            // Whoever reads the parts is told.
            fault = exception;
        }

        _cut.Writer.Complete(fault);
    }
}
