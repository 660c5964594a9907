using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;

namespace Understudy.Domain.Products.Clone;

/// <summary>The messages about videos, in their owner's language; for who wants e-mail at all.</summary>
public static class VideoMails
{
    /// <summary>A video was made, or could not be made.</summary>
    /// <param name="user">Whose video.</param>
    /// <param name="language">In which language.</param>
    /// <param name="job">The job that ended.</param>
    public static Mail Ended(User user, Language language, Job job)
    {
        string? title = job.InputsOf<TalkingVideo>().Title;
        string? trouble = job.State == JobState.Completed ? null : job.Failure?.Message ?? "";
        return language == Language.Japanese
            ? Japanese(user, job.Id, title, trouble)
            : English(user, job.Id, title, trouble);
    }

    private static Mail Japanese(User user, string id, string? title, string? trouble)
    {
        string video = title is null ? "動画" : $"動画「{title}」";
        return trouble is null
            ? new Mail(
                $"video-completed-{id}",
                user.Email,
                "動画が完成しました",
                $"""
                {user.Name} 様

                {video}が完成しました。サインインして、ご覧いただくかダウンロードしてください。

                Understudy
                """)
            : new Mail(
                $"video-failed-{id}",
                user.Email,
                "動画を作成できませんでした",
                $"""
                {user.Name} 様

                {video}を作成できませんでした。分数は消費されていません。

                {trouble}

                Understudy
                """);
    }

    private static Mail English(User user, string id, string? title, string? trouble)
    {
        string video = title is null ? "your video" : $"your video “{title}”";
        return trouble is null
            ? new Mail(
                $"video-completed-{id}",
                user.Email,
                "Your video is ready",
                $"""
                Hello {user.Name},

                {video} is ready. Sign in to watch or download it.

                Understudy
                """)
            : new Mail(
                $"video-failed-{id}",
                user.Email,
                "Your video could not be made",
                $"""
                Hello {user.Name},

                {video} could not be made, and cost no minutes.

                {trouble}

                Understudy
                """);
    }
}
