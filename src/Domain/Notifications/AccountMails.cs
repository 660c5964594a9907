using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;

namespace Understudy.Domain.Notifications;

/// <summary>
/// The messages about an account itself, in its owner's language. They are sent whatever the settings say: each answers
/// a request, or warns of one that somebody else may have made.
/// </summary>
public static class AccountMails
{
    /// <summary>An export can be downloaded.</summary>
    /// <param name="user">Whose export.</param>
    /// <param name="language">In which language.</param>
    /// <param name="exportId">The export.</param>
    /// <param name="link">Where it is.</param>
    /// <param name="until">When it is deleted.</param>
    public static Mail ExportReady(User user, Language language, string exportId, Uri link, DateTimeOffset until) =>
        language == Language.Japanese
            ? new Mail(
                $"export-ready-{exportId}",
                user.Email,
                "データのエクスポートが完了しました",
                $"""
                {user.Name} 様

                ご依頼いただいたデータのエクスポートが完了しました。次のリンクからダウンロードできます。

                {link}

                リンクは {Day(until)}（UTC）まで有効で、その後ファイルは削除されます。新しいエクスポートを作成すると、
                このファイルは置き換えられます。個人的なデータが含まれていますので、リンクを共有しないでください。

                Understudy
                """)
            : new Mail(
                $"export-ready-{exportId}",
                user.Email,
                "Your data export is ready",
                $"""
                Hello {user.Name},

                the export of your data that you asked for is ready. You can download it here:

                {link}

                The link works until {Day(until)} (UTC); after that the file is deleted. A newer export takes its place
                earlier. The file holds personal data, so please do not share the link.

                Understudy
                """);

    /// <summary>An account was deleted, and can be restored until it is erased.</summary>
    /// <param name="user">Whose account; <see cref="User.DeletionAt"/> is set.</param>
    /// <param name="language">In which language.</param>
    public static Mail DeletionScheduled(User user, Language language)
    {
        DateTimeOffset at = user.DeletionAt
            ?? throw new ArgumentException("The account is not deleted.", nameof(user));
        string id = $"deletion-scheduled-{user.Id}-{at.ToUnixTimeSeconds()}";
        return language == Language.Japanese
            ? new Mail(
                id,
                user.Email,
                "アカウントの削除を受け付けました",
                $"""
                {user.Name} 様

                アカウントの削除を受け付けました。アカウントとすべてのデータは {Day(at)}（UTC）に完全に消去されます。

                有料プランをご契約の場合は、ただちに終了し、今後のご請求はありません。

                それまでにもう一度サインインしていただければ、アカウントは元に戻ります。お心当たりがない場合は、
                すぐにサインインし、パスワードを変更してください。

                Understudy
                """)
            : new Mail(
                id,
                user.Email,
                "Your account is scheduled for deletion",
                $"""
                Hello {user.Name},

                you have asked us to delete your account. It will be erased with everything in it on {Day(at)} (UTC).

                A subscription that you had has ended: you will not be charged any more.

                If you change your mind, just sign in before that day, and your account is back. If it was not you who
                asked for this, please sign in now and change your password.

                Understudy
                """);
    }

    /// <summary>A deleted account was restored by signing in.</summary>
    /// <param name="user">Whose account.</param>
    /// <param name="language">In which language.</param>
    /// <param name="at">When it was restored.</param>
    public static Mail Restored(User user, Language language, DateTimeOffset at)
    {
        string id = $"account-restored-{user.Id}-{at.ToUnixTimeSeconds()}";
        return language == Language.Japanese
            ? new Mail(
                id,
                user.Email,
                "アカウントが復元されました",
                $"""
                {user.Name} 様

                サインインが確認されましたので、アカウントの削除を取り消しました。データはすべて残っています。
                有料プランは自動では再開されません。

                お心当たりがない場合は、すぐにパスワードを変更してください。

                Understudy
                """)
            : new Mail(
                id,
                user.Email,
                "Your account is restored",
                $"""
                Hello {user.Name},

                you have signed in, so your account will not be deleted. Everything is as you left it, but a subscription that
                you had does not go on by itself. Welcome back!

                If it was not you who signed in, please change your password now.

                Understudy
                """);
    }

    /// <summary>An account was erased: the last message.</summary>
    /// <param name="user">Whose account it was.</param>
    /// <param name="language">In which language.</param>
    public static Mail Erased(User user, Language language)
    {
        string id = $"account-erased-{user.Id}";
        return language == Language.Japanese
            ? new Mail(
                id,
                user.Email,
                "アカウントを消去しました",
                $"""
                {user.Name} 様

                ご依頼のとおり、アカウントとすべてのデータを消去しました。法律で保存が義務付けられている支払いの記録は、
                お名前を除いて保管されます。

                ご利用いただき、ありがとうございました。またいつでもお待ちしております。

                Understudy
                """)
            : new Mail(
                id,
                user.Email,
                "Your account has been erased",
                $"""
                Hello {user.Name},

                as you asked, your account has been erased with everything in it. Records of payments that the law wants kept
                are kept without your name.

                Thank you for having been with us. You are always welcome to come back.

                Understudy
                """);
    }

    /// <summary>Somebody has registered with an address, and is to prove that it is theirs.</summary>
    /// <param name="user">The account. What it is called is not said: whoever registered has chosen it.</param>
    /// <param name="language">In which language.</param>
    /// <param name="link">Where to prove it.</param>
    /// <param name="until">How long the link works.</param>
    public static Mail VerifyAddress(User user, Language language, Uri link, DateTimeOffset until)
    {
        string id = $"verify-address-{user.Id}-{until.ToUnixTimeSeconds()}";
        return language == Language.Japanese
            ? new Mail(
                id,
                user.Email,
                "メールアドレスの確認",
                $"""
                Understudy にこのメールアドレスでアカウントが登録されました。ご本人の場合は、次のリンクを開き、登録時に
                設定したパスワードを入力してください。

                {link}

                リンクは {Minute(until)}（UTC）まで有効で、一度だけ使えます。

                お心当たりがない場合は、このメールを無視してください。パスワードをご存じない限り、アドレスが確認される
                ことはありません。

                Understudy
                """)
            : new Mail(
                id,
                user.Email,
                "Please confirm your e-mail address",
                $"""
                Hello,

                somebody has registered an Understudy account with this address. If it was you, please open this link and enter
                the password that you chose:

                {link}

                The link works once, until {Minute(until)} (UTC).

                If it was not you, please ignore this message: without the password nobody can confirm the address.

                Understudy
                """);
    }

    /// <summary>Somebody has forgotten a password.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="language">In which language.</param>
    /// <param name="link">Where to choose another one.</param>
    /// <param name="until">How long the link works.</param>
    public static Mail ResetPassword(User user, Language language, Uri link, DateTimeOffset until)
    {
        string id = $"reset-password-{user.Id}-{until.ToUnixTimeSeconds()}";
        return language == Language.Japanese
            ? new Mail(
                id,
                user.Email,
                "パスワードの再設定",
                $"""
                Understudy のパスワードの再設定が申し込まれました。次のリンクから新しいパスワードを設定できます。

                {link}

                リンクは {Minute(until)}（UTC）まで有効で、一度だけ使えます。設定すると、すべての端末でサインアウトされます。

                お心当たりがない場合は、このメールを無視してください。パスワードは変わりません。リンクを誰にも渡さないで
                ください。

                Understudy
                """)
            : new Mail(
                id,
                user.Email,
                "Choose a new password",
                $"""
                Hello,

                somebody has asked for a new password for the Understudy account with this address. You can choose one here:

                {link}

                The link works once, until {Minute(until)} (UTC). With the new password you are signed out everywhere.

                If it was not you who asked, please ignore this message: your password stays as it is. Please do not give the
                link to anybody.

                Understudy
                """);
    }

    private static string Minute(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
