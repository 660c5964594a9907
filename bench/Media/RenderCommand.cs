using System.Globalization;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.Bench.Media;

/// <summary>One render in a process of its own, so that its memory can be told from ours.</summary>
internal static class RenderCommand
{
    public const string Command = "render";

    public static async Task<int> RunAsync(
        string modelFolder, string height, string outputFolder, CancellationToken cancellationToken)
    {
        var resolution = (Resolution)int.Parse(height, CultureInfo.InvariantCulture);
        Presenter presenter = await Presenter.LoadAsync(modelFolder, cancellationToken);
        await presenter.RenderAsync(resolution, outputFolder, cancellationToken);
        return 0;
    }
}
