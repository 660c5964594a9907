namespace Understudy.MediaEngine.TalkingHead;

/// <summary>Reports frames that are done as a part of the whole.</summary>
internal sealed class RenderShare(IProgress<double> progress) : IProgress<RenderProgress>
{
    public void Report(RenderProgress value)
    {
        if (value.FramesTotal > 0) progress.Report((double)value.FramesDone / value.FramesTotal);
    }
}
