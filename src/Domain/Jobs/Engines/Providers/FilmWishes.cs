using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>Says orders in a provider's words: what it knows of is a prompt, pictures, which way up, and one of two qualities.</summary>
/// <param name="media">Signs the addresses of pictures, which the provider has to reach.</param>
/// <param name="callback">Where the app hears from it.</param>
/// <param name="lifetime">How long pictures can be read.</param>
public sealed class FilmWishes(IMediaStore media, Uri callback, TimeSpan lifetime)
{
    // The shorter side of what is called HD.
    private const int HighDefinition = 1080;

    /// <summary>The tasks that can be said so.</summary>
    public static IReadOnlyCollection<Type> Tasks { get; } = [typeof(EngineTask.PaintFilm), typeof(EngineTask.AnimateImages)];

    /// <summary>The address at which the end of a task is told.</summary>
    public Uri CallbackOf(ProviderTask task) => new($"{callback}?task={task.Partition}.{task.Id}&secret={task.Secret}");

    /// <summary>What the provider is asked for.</summary>
    /// <exception cref="NotSupportedException">It cannot do that.</exception>
    public FilmWish Of(ProviderTask task, EngineOrder order) => order.Task switch
    {
        EngineTask.PaintFilm film => Wish(task, Styled(film.Prompt, film.Style), film.Size, []),
        EngineTask.AnimateImages film => Wish(
            task, film.Prompt, film.Size, [.. film.Images.Select(image => media.SignDownload(image, lifetime))]),
        _ => throw NotSupported(order.Task),
    };

    /// <summary>What makes the provider's film one of ours: marks in the file, a notice in the picture, a still.</summary>
    /// <exception cref="NotSupportedException">The provider cannot have made one.</exception>
    public static EngineOrder FinishingOf(EngineOrder order, MediaKey film)
    {
        (string? title, bool watermark) = order.Task switch
        {
            EngineTask.PaintFilm task => (task.Title, task.Watermark),
            EngineTask.AnimateImages task => (task.Title, task.Watermark),
            _ => throw NotSupported(order.Task),
        };
        return order with
        {
            Task = new EngineTask.AssembleFilm
            {
                Output = order.Task.Output,
                Picture = film,
                KeepsSound = true,
                Title = title,
                ShowsTitle = false,
                Thumbnail = true,
                Quality = "high",
                Watermark = watermark,
            },
        };
    }

    private FilmWish Wish(ProviderTask task, string prompt, PictureSize size, IReadOnlyList<Uri> images) => new(
        task.Id, prompt, size.Height > size.Width, Math.Min(size.Width, size.Height) >= HighDefinition, images, CallbackOf(task));

    private static string Styled(string prompt, string? style) => style is null ? prompt : $"{prompt}\nStyle: {style}";

    private static NotSupportedException NotSupported(EngineTask task) => new($"A provider cannot do {task.GetType().Name}.");
}
