using Understudy.Domain.Common;

namespace Understudy.Functions.Core.Accounts;

/// <summary>What the pages say that links in mails lead to, in one language.</summary>
internal sealed record AccountLinkWords
{
    private static readonly AccountLinkWords _english = new()
    {
        VerifyTitle = "Confirm your e-mail address",
        VerifyText = "Enter the password that you chose when you registered. If you have not registered, close this page.",
        VerifyButton = "Confirm",
        VerifiedTitle = "Thank you",
        VerifiedText = "Your e-mail address is confirmed.",
        ResetTitle = "Choose a new password",
        ResetText = "You will be signed out everywhere else.",
        ResetButton = "Set the password",
        ResetDoneTitle = "Your password is set",
        ResetDoneText = "You can sign in with it now.",
        AskTitle = "Forgot your password?",
        AskText = "If there is an account with this address, it gets a link to choose a new one.",
        AskButton = "Send the link",
        AskedTitle = "Look into your mail",
        AskedText = "If there is an account with this address, a link is on its way. It works for an hour.",
        Email = "E-mail address",
        Password = "Password",
        PasswordRule = "Password: 8 to 128 characters",
        Wrong = "That is not the password.",
        BadPassword = "A password has 8 to 128 characters.",
        BadEmail = "That is no e-mail address.",
        ExpiredTitle = "This link does not work any more",
        ExpiredText = "It was used, or is too old, or a newer one was sent.",
        TooManyTitle = "Too many attempts",
        TooMany = "Please try again in a few minutes.",
    };

    private static readonly AccountLinkWords _japanese = new()
    {
        VerifyTitle = "メールアドレスの確認",
        VerifyText = "登録時に設定したパスワードを入力してください。登録した覚えがない場合は、このページを閉じてください。",
        VerifyButton = "確認する",
        VerifiedTitle = "ありがとうございます",
        VerifiedText = "メールアドレスが確認されました。",
        ResetTitle = "新しいパスワードの設定",
        ResetText = "設定すると、ほかのすべての端末でサインアウトされます。",
        ResetButton = "設定する",
        ResetDoneTitle = "パスワードを設定しました",
        ResetDoneText = "新しいパスワードでサインインできます。",
        AskTitle = "パスワードをお忘れですか",
        AskText = "このアドレスのアカウントがあれば、新しいパスワードを設定するリンクをお送りします。",
        AskButton = "リンクを送る",
        AskedTitle = "メールをご確認ください",
        AskedText = "このアドレスのアカウントがあれば、リンクをお送りしました。リンクは1時間有効です。",
        Email = "メールアドレス",
        Password = "パスワード",
        PasswordRule = "パスワード（8～128文字）",
        Wrong = "パスワードが違います。",
        BadPassword = "パスワードは8～128文字です。",
        BadEmail = "メールアドレスの形式が正しくありません。",
        ExpiredTitle = "このリンクは使えません",
        ExpiredText = "使用済みか、期限切れか、新しいリンクが送られています。",
        TooManyTitle = "試行回数が多すぎます",
        TooMany = "数分後にもう一度お試しください。",
    };

    public required string VerifyTitle { get; init; }

    public required string VerifyText { get; init; }

    public required string VerifyButton { get; init; }

    public required string VerifiedTitle { get; init; }

    public required string VerifiedText { get; init; }

    public required string ResetTitle { get; init; }

    public required string ResetText { get; init; }

    public required string ResetButton { get; init; }

    public required string ResetDoneTitle { get; init; }

    public required string ResetDoneText { get; init; }

    public required string AskTitle { get; init; }

    public required string AskText { get; init; }

    public required string AskButton { get; init; }

    public required string AskedTitle { get; init; }

    public required string AskedText { get; init; }

    public required string Email { get; init; }

    public required string Password { get; init; }

    public required string PasswordRule { get; init; }

    public required string Wrong { get; init; }

    public required string BadPassword { get; init; }

    public required string BadEmail { get; init; }

    public required string ExpiredTitle { get; init; }

    public required string ExpiredText { get; init; }

    public required string TooManyTitle { get; init; }

    public required string TooMany { get; init; }

    /// <summary>The words of a language.</summary>
    public static AccountLinkWords In(Language language) => language == Language.Japanese ? _japanese : _english;
}
