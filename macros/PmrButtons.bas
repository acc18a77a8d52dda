Attribute VB_Name = "PmrButtons"
Option Explicit
' The buttons on the desk's sheet, one macro each, for those who work without the add-in.

Public Sub ValidateSubmission()
    RunPmr "validate_submission"
End Sub

Public Sub NextFinding()
    RunPmr "next_finding"
End Sub

Public Sub PreviousFinding()
    RunPmr "previous_finding"
End Sub

Public Sub Repair()
    RunPmr "repair"
End Sub

Public Sub CompareWithLastVersion()
    RunPmr "compare_with_last_version"
End Sub

Public Sub VarianceReview()
    RunPmr "variance_review"
End Sub

Public Sub AssembleTables()
    RunPmr "assemble_tables"
End Sub

Public Sub UndoLastAction()
    RunPmr "undo_last_action"
End Sub

Public Sub Settings()
    RunPmr "settings"
End Sub

Public Sub ShowHelp()
    RunPmr "show_help"
End Sub

Public Sub RefreshDesk()
    RunPmr "refresh_desk"
End Sub
